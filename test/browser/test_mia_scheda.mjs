// test_mia_scheda.mjs CICLO - the sheet of a person by role, presa visione, in Chromium.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
// EVIDENCE("S-N.65, X-08, X-18, C-4.31")
import { faults, faults_axe, faults_reflow, launch, open, tests } from './aiuto.mjs';
import { sito } from './sito.mjs';

const site = await sito(process.argv[2], {
  users: { dipendente: 'M012', altro: 'M013', po: 'M005', dirigente: 'M002' },
});
site.ciclo('meeting', 'add', '--codice', 'RIU-PROVA', '--tipo', 'colloquio', '--data', '2026-07-20', '--oggetto', 'Esito 2025',
  '--anno', '2025', '--evento', 'valutazione_personale.colloquio', '--unita', 'S11', '--partecipante', 'M005:valutatore',
  '--partecipante', 'M012:valutato', '--as', 'M005');
const browser = await launch();
const mine = '/anno/2025/mia-scheda';
const other = '/anno/2025/scheda/M012';

async function as(user, path, options) {
  const page = await open(browser, options);
  await site.enter(page, user, path);
  return page;
}
const body = (page) => page.textContent('main');

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
    for (const path of proofs) t.equal((await page.goto(site.url + path)).status(), 200, path);
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
