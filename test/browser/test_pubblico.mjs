// test_pubblico.mjs CICLO - the public site in Chromium: every page, both languages, narrow and wide, with and without JavaScript.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { faults, faults_axe, faults_network, faults_reflow, figlio, launch, open, tests } from './aiuto.mjs';
import { sito } from './sito.mjs';

const [program, pictures] = process.argv.slice(2);
const site = await sito(program);
const file = `${site.db}.pubblico`;
const empty = `${site.db}.vuoto`;
const url = {};

async function serve(name, db) {
  const child = figlio(spawn(program, ['serve', '--public', '--porta', '0', '--db', db], { stdio: ['ignore', 'pipe', 'inherit'] }));
  url[name] = await new Promise((done, fail) => {
    child.stdout.on('data', (text) => done(String(text).match(/http:\/\/[^/]+/)[0]));
    child.on('exit', (code) => fail(new Error(`serve --public ended: ${code}`)));
  });
  return child;
}

const pages = ['/', '/2025', '/2025/piano', '/2025/risultati', '/2025/premi', '/2025/atti', '/2025/dati', '/accessibilita'];
site.ciclo('publish', '--anno', '2025', '--as', 'M059', '--file', file);
const child = await serve('full', file);
const browser = await launch();

async function shoot(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `pubblico-${name}.png`), fullPage: true });
}

await tests({
  'test_pubblico__every_page_is_clean_wide_and_narrow_in_both_languages': async (t) => {
    for (const language of ['', '/en']) {
      const page = await open(browser);
      for (const path of pages) {
        const answer = await page.goto(url.full + (path === '/' ? language || '/' : language + path));
        t.equal(answer.status(), 200, path);
        t.equal(await page.getAttribute('html', 'lang'), language ? 'en' : 'it', `${path}: language`);
        t.none((await faults(page)).map((f) => `${language}${path}: ${f}`));
        const name = `${language.slice(1) || 'it'}${path.replaceAll('/', '-')}`;
        await shoot(page, `${name}-1280`);
        await page.setViewportSize({ width: 320, height: 640 });
        await shoot(page, `${name}-320`);
        t.none((await faults_axe(page)).map((f) => `${language}${path} at 320: ${f}`));
        await page.setViewportSize({ width: 1280, height: 900 });
      }
      await page.context().close();
    }
  },
  'test_pubblico__nobody_signs_in_and_nothing_is_kept_in_the_browser': async (t) => {
    const page = await open(browser);
    for (const path of pages) {
      await page.goto(url.full + path);
      t.equal(await page.locator('form, a[href*="entra"], a[href*="profilo"]').count(), 0, `${path}: forms or ways in`);
    }
    t.equal((await page.context().cookies()).length, 0, 'cookies');
    await page.context().close();
  },
  'test_pubblico__a_citizen_goes_from_the_first_page_to_a_measure_and_back_without_javascript': async (t) => {
    const page = await open(browser, { width: 320, height: 640, javaScriptEnabled: false });
    await page.goto(url.full);
    t.equal(await page.textContent('h1'), "La performance dell'ente", 'first page');
    await page.click('main >> text=Risultati');
    t.equal(await page.textContent('h1'), 'Risultati 2025', 'results');
    await page.click('.albero > li > details > ul > li > details > summary');
    t.ok(await page.isVisible('.misure .misura-nome'), 'the measures of an objective open');
    t.ok((await page.textContent('.misura-numeri')).includes('Atteso: almeno 103 %'), 'what was expected, in Italian numbers');
    await page.click('text=Tutti gli anni');
    await page.click('main >> text=Premi');
    t.ok((await page.textContent('#t-premi_totali')).includes('98.500,00'), 'amounts in Italian');
    t.ok((await page.textContent('#t-premi_distribuzione')).includes('n.p.'), 'few people are not shown');
    await page.context().close();
  },
  'test_pubblico__the_report_is_read_in_place_with_its_own_style_and_no_script': async (t) => {
    const page = await open(browser);
    const answer = await page.goto(`${url.full}/2025/relazione`);
    t.ok(/style-src 'sha256-/.test(answer.headers()['content-security-policy']), 'its policy names its style');
    t.equal(await page.evaluate(() => getComputedStyle(document.querySelector('header')).borderBottomStyle), 'solid', 'its style');
    t.none([...await faults_axe(page), ...await faults_reflow(page), ...faults_network(page), ...page.noise]);
    await shoot(page, 'relazione');
    await page.context().close();
  },
  'test_pubblico__what_is_downloaded_is_what_was_published': async (t) => {
    const page = await open(browser);
    await page.goto(`${url.full}/2025/dati`);
    const index = await page.evaluate(async () => {
      const list = await (await fetch('/2025/dati/indice.json')).json();
      for (const x of list) {
        const bytes = await (await fetch(x.indirizzo)).arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        x.got = [...digest].map((b) => b.toString(16).padStart(2, '0')).join('');
      }
      return list;
    });
    t.ok(index.length > 15, `${index.length} files`);
    for (const x of index) t.equal(x.got, x.sha256, x.indirizzo);
    t.equal(await page.locator('td.formati a').count(), index.length, 'as many links as files');
    await page.context().close();
  },
  'test_pubblico__what_is_not_there_is_told_with_a_way_on': async (t) => {
    const page = await open(browser);
    for (const path of ['/2019', '/2025/niente', '/2025/dati/x.csv', '/entra', '/anno/2025', '/en/2019']) {
      const answer = await page.goto(url.full + path);
      t.equal(answer.status(), 404, path);
      page.noise.splice(0); // Chromium says that it was a 404
      t.none((await faults_axe(page)).map((f) => `${path}: ${f}`));
    }
    await page.click('main a');
    t.equal(await page.getAttribute('html', 'lang'), 'en', 'the way on keeps the language');
    await shoot(page, 'manca');
    await page.context().close();
  },
  'test_pubblico__before_anything_is_public_the_site_says_so': async (t) => {
    const nothing = await sito(program, { empty: true });
    nothing.ciclo('import', join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../esempio'));
    nothing.ciclo('publish', '--anno', '2025', '--as', 'M059', '--file', empty, '--parte', 'piano');
    const plan = await serve('plan', empty);
    const page = await open(browser);
    await page.goto(url.plan);
    t.ok(await page.isVisible('.porta >> text=Piano della performance'), 'the Plan is there');
    t.equal(await page.locator('.porta >> text=Premi').count(), 0, 'rewards are not');
    t.equal((await page.goto(`${url.plan}/2025/premi`)).status(), 404, 'their page');
    page.noise.splice(0);
    plan.removeAllListeners('exit');
    plan.kill();
    await page.context().close();
    await nothing.stop();
  },
});
await browser.close();
child.removeAllListeners('exit');
child.kill();
await site.stop();
