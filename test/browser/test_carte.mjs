// test_carte.mjs CICLO - the Relazione and the constraints as pages, files made in the background, in Chromium.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
// EVIDENCE("X-12, X-18, C-5.13")
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cartella, faults, launch, open, tests } from './aiuto.mjs';
import { sito } from './sito.mjs';

const folder = cartella('ufficio');
const office = join(folder, 'ufficio');
const script = (...lines) => { writeFileSync(office, ['#!/bin/sh', ...lines, ''].join('\n')); chmodSync(office, 0o755); };
const real = 'exec /usr/bin/soffice "$@"';
script(real);
const site = await sito(process.argv[2], {
  users: { dipendente: 'M012', po: 'M005', sg: 'M001', oiv: 'X04' },
  serve: ['--libreoffice', office],
});
// What a conversion gives, without its seconds: one test converts for real.
site.ciclo('report', 'scheda', '--anno', '2025', '--persona', 'M012', '--as', 'M012', '--formato', 'odt,pdf', '--out', join(folder, 'pronto'));
const works = `cp ${join(folder, 'pronto.pdf')} out/0.pdf; exec cp ${join(folder, 'pronto.odt')} out/0.docx`;
const browser = await launch();
const mine = '/anno/2025/mia-scheda';

async function as(user, path, options) {
  const page = await open(browser, options);
  await site.enter(page, user, path);
  return page;
}
const body = (page) => page.textContent('main');
const ready = (page) => page.waitForSelector('#scarica', { timeout: 60000 });

await tests({
  'test_carte__a_pdf_is_made_in_the_background_with_progress_and_downloaded': async (t) => {
    script('sleep 2', real);
    const page = await as('dipendente', mine);
    await page.click('button[value=pdf] >> nth=0');
    await page.waitForURL('**/lavori/*');
    t.none(await faults(page));
    const seen = new Set();
    for (let i = 0; i < 20; i += 1) {
      seen.add(await page.evaluate(() => document.querySelector('progress')?.value));
      await page.waitForTimeout(150);
    }
    t.ok(seen.size > 1, `the bar moves: ${[...seen]}`);
    await ready(page);
    t.ok((await page.textContent('#voce')).includes('pronto'), 'the end is said to who cannot see it');
    const coming = page.waitForEvent('download');
    await page.click('#scarica');
    const file = await coming;
    t.equal(file.suggestedFilename(), 'scheda-2025-M012.pdf', 'name');
    t.equal(readFileSync(await file.path()).subarray(0, 5).toString(), '%PDF-', 'a PDF');
    t.none(await faults(page));
    await page.goto(`${site.url}/lavori`);
    t.none(await faults(page));
    script(works);
    await page.context().close();
  },
  'test_carte__without_javascript_the_page_of_a_job_asks_again_by_itself': async (t) => {
    script('sleep 2', works);
    const page = await as('sg', '/anno/2025/relazione', { javaScriptEnabled: false });
    await page.click('button[value=docx]');
    await page.waitForURL('**/lavori/*');
    t.ok((await page.content()).includes('http-equiv="refresh"'), 'the page says so');
    await ready(page); // no reload of ours
    t.ok(await page.$('#scarica'), 'the file is ready');
    script(works);
    await page.context().close();
  },
  'test_carte__libreoffice_killed_is_told_with_its_remedy_and_can_be_tried_again': async (t) => {
    script('kill -9 $$');
    const page = await as('oiv', '/anno/2025/vincoli');
    t.none(await faults(page));
    await page.click('button[value=pdf]');
    await page.waitForURL('**/lavori/*');
    await page.waitForSelector('#ripeti');
    const text = await body(page);
    t.ok(text.includes('segnale 9') && text.includes('libreoffice-writer-nogui'), text);
    t.none(await faults(page));
    script(works);
    await page.click('#ripeti');
    await ready(page);
    t.ok(await page.$('#scarica'), 'the second time it is there');
    await page.context().close();
  },
  'test_carte__the_report_and_the_constraints_stand_in_the_frame_with_their_index': async (t) => {
    const page = await as('sg', '/anno/2025/relazione');
    t.none(await faults(page));
    await page.click('.documento nav a >> nth=2');
    t.ok(await page.evaluate(() => location.hash.length > 1 && !!document.querySelector(location.hash)), 'the index leads somewhere');
    await page.goto(`${site.url}/anno/2025/vincoli`);
    t.ok((await body(page)).includes('G2025-S31'), 'every group');
    await page.context().close();
    const po = await as('po', '/anno/2025/vincoli');
    const text = await body(po);
    t.ok(text.includes('G2025-S11') && !text.includes('G2025-S31'), 'an evaluator his own group');
    await po.context().close();
  },
});
await browser.close();
await site.stop();
