// test_mia_scheda.mjs CICLO - the sheet of a person by role, presa visione, documents made in the background, in Chromium.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
// EVIDENCE("S-N.65, X-08, X-12, X-18, C-4.31, C-5.13")
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults, faults_axe, faults_reflow, launch, open, tests } from './aiuto.mjs';
import { sito } from './sito.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ciclo-ufficio-'));
const office = join(folder, 'ufficio');
const script = (...lines) => { writeFileSync(office, ['#!/bin/sh', ...lines, ''].join('\n')); chmodSync(office, 0o755); };
const real = 'exec /usr/bin/soffice "$@"';
script(real);
const site = await sito(process.argv[2], {
  users: { dipendente: 'M012', altro: 'M013', po: 'M005', dirigente: 'M002', sg: 'M001', oiv: 'X04' },
  serve: ['--libreoffice', office],
});
site.ciclo('meeting', 'add', '--codice', 'RIU-PROVA', '--tipo', 'colloquio', '--data', '2026-07-20', '--oggetto', 'Esito 2025',
  '--anno', '2025', '--evento', 'valutazione_personale.colloquio', '--unita', 'S11', '--partecipante', 'M005:valutatore',
  '--partecipante', 'M012:valutato', '--as', 'M005');
// What a conversion gives, without its seconds: one test converts for real.
site.ciclo('report', 'scheda', '--anno', '2025', '--persona', 'M012', '--as', 'M012', '--formato', 'odt,pdf', '--out', join(folder, 'pronto'));
const works = `cp ${join(folder, 'pronto.pdf')} out/0.pdf; exec cp ${join(folder, 'pronto.odt')} out/0.docx`;
const browser = await launch();
const mine = '/anno/2025/mia-scheda';
const other = '/anno/2025/scheda/M012';

async function as(user, path, options) {
  const page = await open(browser, options);
  await site.enter(page, user, path);
  return page;
}
const body = (page) => page.textContent('main');
const ready = (page) => page.waitForSelector('#scarica', { timeout: 60000 });

await tests({
  'test_mia_scheda__an_employee_sees_his_marks_bands_and_amount_each_with_its_proof': async (t) => {
    const page = await as('dipendente', mine);
    t.none(await faults(page));
    const text = await body(page);
    for (const what of ['Qualità del lavoro svolto', 'Fascia B', 'Fascia A', '1,10', '0,9615', '0,9880', '2.304,38', 'Serena Marini',
      'Punti riportati a proporzione', 'atto di gestione n. 3/2026', 'decisa il 30 giugno 2026', 'Evadere le pratiche']) {
      t.ok(text.includes(what), `${what} is not there`);
    }
    const cells = await page.$$eval('#scheda1-s1 tfoot th, #scheda1-s1 tfoot td', (v) => v.map((x) => x.textContent));
    t.equal(cells.join(' '), 'Totale 38 36 36', 'total of the first half-sheet, level by level');
    const proofs = await page.$$eval('.cifra a', (v) => v.map((a) => decodeURIComponent(a.getAttribute('href'))));
    t.ok(proofs.length === 4 && proofs.every((u) => /^\/anno\/2025\/scheda\/M012\/perche\?numero=\w+$/.test(u)), proofs.join());
    t.ok(!/M01[3-9]|M02/.test(text), 'somebody else is named');
    await page.context().close();
  },
  'test_mia_scheda__nor_has_it_a_fault_at_320_pixels_without_javascript_or_in_english': async (t) => {
    const narrow = await as('dirigente', mine, { width: 320, height: 640, javaScriptEnabled: false });
    t.equal(await narrow.textContent('h1'), 'La mia scheda 2025', 'heading');
    t.ok((await body(narrow)).includes('91,30'), 'the total of a dirigente');
    t.none(await faults_reflow(narrow));
    await narrow.context().close();
    const page = await as('po', mine);
    await page.click('text=English');
    t.equal(await page.textContent('h1'), 'My sheet 2025', 'heading in English');
    t.ok((await body(page)).includes('90,81'), 'the index of a posizione');
    t.none(await faults(page));
    await page.context().close();
  },
  'test_mia_scheda__of_somebody_else_it_is_refused_and_nothing_of_it_leaks': async (t) => {
    const page = await as('altro', '/');
    for (const path of [other, `${other}/scarica/odt?documento=scheda`, `${other}/scarica/html?documento=calcolo`]) {
      const answer = await page.goto(site.url + path);
      t.equal(answer.status(), 403, path);
      t.ok(!/2\.304|Parisi|Fascia/.test(await body(page)), `something of the sheet is at ${path}`);
    }
    const report = await page.goto(`${site.url}/anno/2025/relazione`);
    t.equal(report.status(), 403, 'the report is not for employees');
    await page.goto(`${site.url}/anno/2025/vincoli`);
    t.ok((await body(page)).includes('non ce ne sono'), 'no group to see, in words');
    page.noise.splice(0); // the browser tells of every 403
    t.none(await faults(page));
    await page.context().close();
  },
  'test_mia_scheda__presa_visione_is_given_once_with_a_day_and_remarks_that_the_evaluator_reads': async (t) => {
    const page = await as('dipendente', mine);
    t.ok((await page.textContent('.conferma')).includes('Non si può annullare'), 'said before');
    await page.fill('#giorno', '2026-07-01');
    await page.fill('#osservazioni', 'Il lavoro di <b>maggio</b> non è contato.');
    await page.click('.conferma button');
    t.ok((await page.textContent('.errori')).includes('prima della riunione'), 'a day before the interview');
    t.equal(await page.inputValue('#osservazioni'), 'Il lavoro di <b>maggio</b> non è contato.', 'what was typed');
    page.noise.splice(0);
    t.none([...await faults_axe(page), ...await faults_reflow(page)]);
    await page.fill('#giorno', '2026-07-21');
    await page.click('.conferma button');
    t.ok((await page.textContent('.messaggi')).includes('è registrata'), 'it is said');
    t.ok((await body(page)).includes('data il 21 luglio 2026'), 'the day');
    t.equal(await page.$('.conferma'), null, 'the form is gone');
    t.none(await faults(page));
    const there = await as('po', other);
    t.ok((await body(there)).includes('Il lavoro di <b>maggio</b> non è contato.'), 'the evaluator reads it');
    t.equal(await there.$('.conferma'), null, 'the evaluator has no form');
    t.none(await faults(there));
    await there.context().close();
    await page.context().close();
  },
  'test_mia_scheda__a_pdf_is_made_in_the_background_with_progress_and_downloaded': async (t) => {
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
  'test_mia_scheda__without_javascript_the_page_of_a_job_asks_again_by_itself': async (t) => {
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
  'test_mia_scheda__libreoffice_killed_is_told_with_its_remedy_and_can_be_tried_again': async (t) => {
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
  'test_mia_scheda__the_report_and_the_constraints_stand_in_the_frame_with_their_index': async (t) => {
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
  'test_mia_scheda__while_marks_are_proposed_the_evaluator_sees_them_and_the_person_is_told_to_wait': async (t) => {
    await site.kill();
    await site.start('2026-06-01');
    const page = await as('dipendente', mine);
    const text = await body(page);
    t.ok(text.includes('Il suo punteggio è ancora da decidere') && text.includes('Quando sono decisi si trovano qui'), text);
    t.ok(!/\b3[0-9]\b|Fascia|2\.304/.test(text.replace(/20\d\d/g, '')), 'a mark shows');
    t.none(await faults(page));
    const answer = await page.goto(site.url + other);
    t.equal(answer.status(), 409, 'nor by the other address');
    await page.context().close();
    const po = await as('po', other);
    t.ok((await body(po)).includes('Punteggi proposti, non ancora decisi'), 'said to the evaluator');
    t.ok(await po.$('#scheda1-s1'), 'with the marks');
    t.none(await faults(po));
    await po.context().close();
  },
});
await browser.close();
await site.stop();
rmSync(folder, { recursive: true });
