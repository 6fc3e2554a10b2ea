// test_ciclo.mjs CICLO - home, year, registers, organisation, journal, search and help in Chromium, by role.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { faults, faults_axe, faults_reflow, launch, open, tests } from './aiuto.mjs';
import { sito } from './sito.mjs';

const users = { pec: 'M056', sg: 'M001', dirigente: 'M002', po: 'M005', dipendente: 'M012', trasparenza: 'M059', oiv: 'X04', tecnico: 'X11' };
const site = await sito(process.argv[2], { users });
const browser = await launch();
const pages = {};

// One page a role, signed in once: [page, path] -> status.
async function as(user, context = {}) {
  const key = user + JSON.stringify(context);
  if (!pages[key]) {
    pages[key] = await open(browser, context);
    await site.enter(pages[key], user);
  }
  return pages[key];
}
const go = async (page, path) => (await page.goto(site.url + path)).status();
const text = (page, selector = 'main') => page.textContent(selector);
// By keyboard, as it works with and without JavaScript.
async function send(page, button = 'main form:not(.filtro) button[type=submit]') {
  await page.focus(button);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}
// A refusal that was meant is no noise.
const hush = (page) => { page.noise.length = 0; };
const said = (page) => page.textContent('.messaggi');

await tests({
  'test_ciclo__home_and_year_are_there_for_every_role_at_both_widths': async (t) => {
    for (const user of ['sg', 'pec', 'dipendente']) {
      for (const width of [1280, 320]) {
        const page = await as(user, { width });
        for (const path of ['/', '/anno/2026', '/anno/2026/calendario']) {
          t.equal(await go(page, path), 200, `${user} ${path}`);
          if (user === 'sg') t.none(width === 1280 ? await faults(page) : await faults_reflow(page));
        }
      }
    }
  },
  'test_ciclo__the_register_of_acts_is_filtered_and_hides_itself_from_who_may_not_read_it': async (t) => {
    const page = await as('pec');
    await go(page, '/anno/2025/atti?organo=oiv');
    const rows = await page.locator('#atti tbody tr').count();
    t.ok(rows > 2 && rows < 12, `acts of the OIV: ${rows}`);
    await go(page, '/anno/2025/atti?testo=valutazione+dirigenti&dal=2026-01-01');
    t.ok((await text(page)).includes('Valutazione 2025 dei dirigenti'), 'words in any order');
    await go(page, '/anno/2025/atti?testo=niente+di+simile');
    t.ok((await text(page)).includes('Nessun atto'), 'empty state');
    t.none(await faults(page));
    t.equal(await go(page, '/anno/1999/atti'), 404, 'a year that is not there');
    t.equal(await go(page, '/atti/NESSUNO'), 404, 'an act that is not there');
    t.equal(await go(await as('dipendente'), '/anno/2025/atti'), 403, 'an employee');
  },
  'test_ciclo__an_act_is_recorded_corrected_linked_and_taken_out_without_javascript': async (t) => {
    const page = await as('sg', { javaScriptEnabled: false });
    await go(page, '/anno/2026/atti/nuovo?evento=fondo.costituisce');
    t.equal(await page.inputValue('#evento'), 'fondo.costituisce', 'the step of the link');
    t.equal(await page.inputValue('#organo'), 'sg', 'the body of his role');
    await page.evaluate(() => document.querySelector('main form').setAttribute('novalidate', ''));
    await page.fill('#codice', 'SGE-2026-066');
    await page.fill('#data', '2026-12-01');
    await page.fill('#oggetto', 'Fondo <2026> & altro');
    await send(page);
    const wrong = await text(page, '.errori');
    for (const words of ['già nel registro', 'nel futuro', 'manca']) t.ok(wrong.includes(words), `${words}: ${wrong}`);
    t.equal(await page.inputValue('#oggetto'), 'Fondo <2026> & altro', 'what was typed is still there');
    await page.fill('#codice', 'SGE/2026 900');
    await page.fill('#data', '2026-11-20');
    await page.selectOption('#tipo', 'determinazione_sg');
    await page.fill('#numero', '900/2026');
    await page.setInputFiles('#file', { name: 'fondo.p7m', mimeType: 'application/pkcs7-mime', buffer: Buffer.from('abc') });
    await send(page);
    t.equal(await page.textContent('h1'), 'Atto SGE/2026 900', 'the act');
    const shown = await text(page);
    t.ok(shown.includes('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'), 'digest of the file');
    t.ok(shown.includes('fondo.p7m') && shown.includes('registrato'), 'file and state');
    await page.fill('#collega', 'nodi/A1\nnodi/NIENTE');
    await send(page, '.riquadro button');
    t.ok((await text(page, '.errori')).includes('nodi/NIENTE non c'), 'an object that is not there');
    await page.fill('#collega', 'nodi/A1');
    await send(page, '.riquadro button');
    t.ok((await text(page)).includes("nodo dell'albero: A1"), 'linked');
    await page.click('text=Correggi');
    await page.fill('#oggetto', 'Costituzione del fondo 2026');
    await page.fill('#motivo', 'Oggetto sbagliato');
    await send(page);
    t.ok((await text(page)).includes('Costituzione del fondo 2026'), 'corrected');
    await go(page, '/anno/2026');
    t.ok((await text(page)).includes('SGE/2026 900'), 'the year knows it');
    await go(page, '/atti/SGE%2F2026%20900/annulla');
    await page.fill('#motivo', 'Prova');
    await send(page);
    t.ok((await said(page)).includes('non è più nel registro'), 'said');
    t.equal(await go(page, '/atti/SGE%2F2026%20900'), 404, 'gone');
  },
  'test_ciclo__who_is_not_competent_does_not_record_or_correct_an_act': async (t) => {
    const page = await as('po');
    t.equal(await go(page, '/atti/SGE-2026-066/correggi'), 403, 'the form');
    await go(page, '/atti/SGE-2026-066');
    t.equal(await page.locator('text=Togli dal registro').count(), 0, 'no way to it');
    const refused = await page.evaluate(async () => {
      const form = new URLSearchParams({ csrf: document.querySelector('[name=csrf]').value, motivo: 'x' });
      const answer = await fetch('/atti/SGE-2026-066/annulla', { method: 'POST', body: form });
      await answer.text();
      return answer.status;
    });
    t.equal(refused, 403, 'posted anyway');
    hush(page);
  },
  'test_ciclo__an_interview_is_recorded_acknowledged_with_remarks_and_closed_to_others': async (t) => {
    const page = await as('po');
    await go(page, '/anno/2026/riunioni/nuova');
    t.none(await faults(page));
    await page.fill('#codice', 'COL-X');
    await page.selectOption('#tipo', 'colloquio');
    await page.fill('#data', '2026-11-19');
    await page.fill('#oggetto', 'Colloquio di prova');
    await page.selectOption('#unita', 'S11');
    await page.selectOption('#persona0', 'M005');
    await page.selectOption('#qualita0', 'valutatore');
    await page.selectOption('#persona1', 'M012');
    await page.selectOption('#qualita1', 'valutato');
    await page.selectOption('#persona2', 'M013');
    await page.selectOption('#qualita2', 'valutato');
    await send(page);
    t.ok((await text(page, '.errori')).includes('una sola persona valutata'), 'one person only');
    t.none([...await faults_axe(page), ...await faults_reflow(page)]);
    hush(page);
    await page.selectOption('#persona2', '');
    await page.selectOption('#qualita2', '');
    await send(page);
    t.equal(await page.textContent('h1'), 'Colloquio di prova', 'recorded');
    await page.click('text=Scrivi o cambia verbale');
    await page.fill('#verbale', 'Prima riga.\nSeconda riga.');
    await send(page, 'text=Salva il verbale');
    t.ok((await text(page, '.verbale')).includes('Seconda riga.'), 'minutes');
    t.none(await faults(page));
    const other = await as('dipendente', { javaScriptEnabled: false });
    await go(other, '/');
    t.ok((await text(other)).includes('Dare atto del colloquio del 19 novembre 2026'), 'on his home');
    await go(other, '/riunioni/COL-X');
    await other.fill('#osservazioni', 'Non concordo.');
    await send(other, 'text=Do atto dell');
    t.ok((await text(other, '#presenti')).includes('Non concordo.'), 'remarks');
    t.equal(await other.locator('text=Dare atto dell').count(), 0, 'once');
    t.equal(await go(await as('pec'), '/riunioni/COL-X'), 403, 'who was not there');
  },
});
await browser.close();
await site.stop();
