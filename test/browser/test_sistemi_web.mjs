// test_sistemi_web.mjs CICLO - rulebooks written in forms, their way to the act, and what-ifs, in Chromium, by role.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { faults, launch, tests } from './aiuto.mjs';
import { roles, sito } from './sito.mjs';

const users = { pec: 'M056', sg: 'M001', dipendente: 'M012', oiv: 'X04', giunta: 'X02' };
const site = await sito(process.argv[2], { users });
site.ciclo('act', 'add', '--codice', 'GIU-PV', '--tipo', 'delibera_giunta', '--numero', '900/2026', '--data', '2026-11-21', '--organo', 'giunta',
  '--oggetto', 'Adozione del sistema 2027', '--anno', '2027', '--as', 'X02');
const browser = await launch();
const { as, go, text } = roles(site, browser);
const plain = { javaScriptEnabled: false };
const V = '/sistemi/cciaa-2027/1';
// By keyboard, as it works with and without JavaScript.
async function send(page, action) {
  await page.focus(`form[action$="${action}"] button[type=submit]`);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}
const hush = (page) => { page.noise.length = 0; };
const said = (page) => page.textContent('.messaggi');
const stored = (name) => site.ciclo('rulebook', 'export', name, '--as', 'M056');
// Lines of one text that the other does not have.
const only = (one, other) => one.split('\n').filter((line) => !other.split('\n').includes(line));
// All that is on record, but for who looked at what.
function everything() {
  const head = site.ciclo('verify').trim().split('\n').pop();
  return head + site.ciclo('export', '-', '--as', 'M001');
}

await tests({
  'test_sistemi__every_page_is_well_made_at_both_widths': async (t) => {
    const page = await as('pec');
    for (const path of ['/sistemi', V, `${V}/parte/oggetto`, `${V}/parte/dirigenti`, `${V}/parte/personale`, `${V}/parte/opzioni`,
      `${V}/parte/processo`, `${V}/testo`, '/sistemi/criteri-2018', '/anno/2025/ipotesi']) {
      t.equal(await go(page, path), 200, path);
      t.none(await faults(page));
    }
    for (const path of ['/sistemi/cciaa-2027/9', '/sistemi/niente', `${V}/parte/niente`]) t.equal(await go(page, path), 404, path);
    hush(page);
  },
  'test_sistemi__a_draft_is_for_who_writes_advises_or_decides': async (t) => {
    const page = await as('dipendente');
    t.equal(await go(page, V), 403, 'an employee');
    t.equal(await go(page, `${V}/scarica`), 403, 'its text');
    t.equal(await go(page, '/sistemi'), 200, 'the list');
    t.ok(!(await text(page)).includes('cciaa-2027'), 'no draft in his list');
    t.equal(await page.locator('main form').count(), 0, 'no form for him');
    hush(page);
    t.equal(await go(await as('oiv'), V), 200, 'the OIV reads it');
    t.equal(await (await as('oiv')).locator('main form').count(), 0, 'and cannot write it');
  },
  'test_sistemi__a_value_typed_in_a_form_changes_that_line_and_no_other': async (t) => {
    const page = await as('pec', plain);
    const before = stored('cciaa-2027/1');
    await go(page, `${V}/parte/personale`);
    await page.fill('[name="v/personale/plafond/valore"]', 'tanti');
    await page.fill('[name="v/personale/punti_massimi/valore"]', '40,5');
    await send(page, '/parte/personale');
    const wrong = await text(page, '.errori');
    for (const words of ['2 cose', 'Punti del plafond', 'tra 0 e 1000', 'riga 66', 'intero']) t.ok(wrong.includes(words), `${words}: ${wrong}`);
    t.equal(await page.inputValue('[name="v/personale/plafond/valore"]'), 'tanti', 'what was typed is kept');
    t.equal(stored('cciaa-2027/1'), before, 'nothing was stored');
    await page.fill('[name="v/personale/plafond/valore"]', '31');
    await page.fill('[name="v/personale/punti_massimi/valore"]', '40');
    await page.fill('[name="v/personale/semischede/0/elementi/0"]', 'Qualità, e "cura" del lavoro');
    await send(page, '/parte/personale');
    t.ok((await said(page)).includes('Salvato'), 'saved');
    const after = stored('cciaa-2027/1');
    t.equal(only(after, before).join('|'), '        - "Qualità, e \\"cura\\" del lavoro"|  plafond: {valore: 31, fonte: S-N.52}', 'the lines that changed');
    t.equal(after.split('\n').length, before.split('\n').length, 'no line came or went');
  },
  'test_sistemi__entries_are_added_and_taken_out_and_an_option_is_chosen_by_its_words': async (t) => {
    const page = await as('pec', plain);
    const before = stored('cciaa-2027/1');
    await go(page, `${V}/parte/dirigenti`);
    await page.fill('[name="n/dirigenti/competenze/nome"]', 'Ascolto');
    await page.fill('[name="n/dirigenti/competenze/fonte"]', 'S-D.27');
    await page.focus('[name="t/dirigenti/competenze/1"]');
    await page.keyboard.press('Space');
    await send(page, '/parte/dirigenti');
    await go(page, `${V}/parte/opzioni`);
    await page.selectOption('[name="v/opzioni/staff.a_cap/valore"]', 'slots');
    await send(page, '/parte/opzioni');
    await go(page, `${V}/parte/processo`);
    const rules = await page.locator('fieldset').count();
    await page.focus('[name="t/processo/0"]');
    await page.keyboard.press('Space');
    await send(page, '/parte/processo');
    t.equal(await page.locator('fieldset').count(), rules - 1, 'a rule less');
    const after = stored('cciaa-2027/1');
    t.equal(only(after, before).join('|'), '    - {nome: Ascolto, fonte: S-D.27}|  staff.a_cap: {valore: slots, fonte: AMB-27}', 'what came');
    t.ok(only(before, after).some((line) => line.includes('nome: Innovazione')), 'what went');
  },
  'test_sistemi__the_whole_text_is_refused_with_all_its_defects_and_kept': async (t) => {
    const page = await as('pec', plain);
    const before = stored('cciaa-2027/1');
    await go(page, `${V}/testo`);
    const typed = await page.inputValue('#testo');
    await page.fill('#testo', `${typed.replace('punti_obiettivi: {valore: 70', 'punti_obiettivi: {valore: molti')}\nboh: 1\n`);
    await send(page, '/testo');
    const wrong = await text(page);
    for (const words of ['/dirigenti/punti_obiettivi/valore', '/boh: voce sconosciuta']) t.ok(wrong.includes(words), words);
    t.ok((await page.inputValue('#testo')).includes('valore: molti'), 'what was typed is kept');
    t.equal(stored('cciaa-2027/1'), before, 'nothing was stored');
    // somebody else saves meanwhile
    const other = await as('sg', plain);
    await go(other, `${V}/parte/oggetto`);
    await go(page, `${V}/parte/oggetto`);
    await page.fill('[name="v/titolo"]', 'Criteri di prova 2027');
    await send(page, '/parte/oggetto');
    await other.fill('[name="n/fonti/"]', 'Un altro atto');
    await send(other, '/parte/oggetto');
    t.ok((await text(other)).includes('nel frattempo la bozza è cambiata'), 'the second one is told');
    hush(other);
  },
  'test_sistemi__preview_submission_opinion_act_and_rectification': async (t) => {
    const pec = await as('pec', plain);
    const oiv = await as('oiv', plain);
    const giunta = await as('giunta', plain);
    await go(pec, V);
    await send(pec, '/ipotesi');
    t.ok((await text(pec)).includes('cciaa-2027/1'), 'computed with the draft');
    await go(pec, V);
    await send(pec, '/proponi');
    t.ok((await text(pec)).includes('Aspetta il parere'), 'submitted');
    t.equal(await pec.locator('a:text("Scrivere")').count(), 0, 'no more writing');
    await go(giunta, V);
    t.equal(await giunta.locator('#atto').count(), 0, 'not before the opinion');
    await go(oiv, V);
    await oiv.selectOption('#parere', 'negativo');
    await send(oiv, '/parere');
    t.ok((await text(oiv, '.errori')).includes('dire le osservazioni'), 'reasons are wanted');
    await oiv.selectOption('#parere', 'positivo');
    await send(oiv, '/parere');
    await go(giunta, V);
    await giunta.selectOption('#atto', 'GIU-PV');
    await send(giunta, '/adotta');
    t.ok((await text(giunta)).includes('Non cambia più'), 'adopted');
    t.none(await faults(await (async () => { const page = await as('giunta'); await go(page, V); return page; })()));
    t.ok(site.ciclo('cycle', '--anno', '2027', '--as', 'M056').includes('Anno 2027'), 'the year computes with it');
    const employee = await as('dipendente');
    t.equal(await go(employee, V), 200, 'everybody reads it now');
    await go(employee, `${V}/parte/personale`);
    t.equal(await employee.locator('main form').count(), 0, 'and nobody writes it');
    t.none(await faults(employee));
    await go(pec, V);
    await pec.fill('#motivo', 'Un peso sbagliato');
    await send(pec, '/rettifica');
    t.equal(await pec.textContent('h1'), 'cciaa-2027/2', 'the next version');
    t.ok((await text(pec)).includes('Un peso sbagliato'), 'with its motive');
    t.ok(site.ciclo('verify').includes('giornale integro'), 'the journal');
  },
  'test_ipotesi__the_effect_stands_beside_what_is_and_nothing_is_stored': async (t) => {
    const before = everything();
    const page = await as('sg', plain);
    await go(page, '/anno/2025/ipotesi');
    await page.fill('[name="f.FONDO-2025"]', '120.000,00');
    await page.fill('[name="p.cr.q"]', '0,5');
    await page.focus('main .btn-primary');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    const shown = await text(page);
    for (const words of ['98.500,00 €', '120.000,00 €', 'Quota individuale (q)', 'Persona per persona', 'M012']) t.ok(shown.includes(words), words);
    t.equal(await page.inputValue('[name="p.cr.q"]'), '0,5', 'what was typed stays');
    t.ok(await page.locator('figure.grafico svg').count() > 1, 'charts');
    await page.fill('[name="p.cr.q"]', '5');
    await page.focus('main .btn-primary');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    t.ok((await text(page, '.errori')).includes('fuori dai limiti'), 'a wrong assumption is told beside its field');
    t.equal(everything(), before, 'the store is as it was');
    hush(page);
    const script = await as('sg');
    await go(script, '/anno/2025/ipotesi');
    await script.fill('[name="p.premi.coefficiente.B"]', '0,40');
    await script.click('main .btn-primary');
    await script.waitForLoadState();
    t.none(await faults(script));
    const [file] = await Promise.all([script.waitForEvent('download'), script.click('button[value=csv]')]);
    const csv = readFileSync(await file.path(), 'utf8');
    t.ok(csv.startsWith('\ufeffche_cosa;persona;nome;adesso;ipotesi') && csv.split('\n').length > 60, 'the CSV has everybody');
    t.equal(everything(), before, 'still as it was');
  },
  'test_ipotesi__who_may_not_read_the_sheets_sees_totals_and_no_small_class': async (t) => {
    const page = await as('pec', plain);
    await go(page, '/anno/2025/ipotesi');
    await page.fill('[name="p.premi.coefficiente.B"]', '0,40');
    await page.focus('main .btn-primary');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    const shown = await text(page);
    t.ok(!shown.includes('M012') && shown.includes('sono però nei totali'), 'nobody else by name');
    const counts = await page.locator('[id^=classi] td').allTextContents();
    t.ok(counts.length > 3 && counts.every((n) => n.trim() === '0' || Number(n) >= 3), `classes: ${counts}`);
    t.equal(await go(await as('dipendente'), '/anno/2025/ipotesi'), 403, 'an employee');
    hush(await as('dipendente'));
  },
});
await browser.close();
await site.stop();
