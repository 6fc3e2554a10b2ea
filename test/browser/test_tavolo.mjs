// test_tavolo.mjs CICLO - the differentiation desk in Chromium: proposal, verification, redetermination.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
// EVIDENCE("S-N.51, S-N.52, S-N.56, S-N.59, S-N.62, X-12, X-13")
import { faults, tests } from './aiuto.mjs';
import { N1, N2, SIX, TWENTY, cell, counter, desk, end, fill, halves_of_a_point, here_faults, marks, paste, press, saved, shut, site, type } from './tavolo_sito.mjs';

await tests({
  'test_tavolo__the_list_says_what_is_missing_and_whose_turn_it_is_and_only_to_whom_it_belongs': async (t) => {
    const page = await desk('po', '/anno/2026/tavolo');
    const row = page.locator('tbody tr', { hasText: 'G2026-S11' });
    t.equal(await page.locator('tbody tr').count(), 1, 'groups of the evaluator');
    t.ok((await row.innerText()).includes('mancano 12 punteggi'), 'what is missing');
    t.ok((await row.innerText()).includes('proporre'), 'next step');
    t.none(await faults(page));
    await shut(page);
    const other = await desk('dipendente', '/anno/2026/tavolo');
    t.equal(await other.locator('tbody tr').count(), 0, 'groups of an employee');
    t.none(await faults(other));
    const answer = await other.goto(site.url + SIX);
    t.equal(answer.status(), 403, 'the desk itself');
    await shut(other);
  },
  'test_tavolo__counters_speak_once_while_one_types_and_drafts_are_kept': async (t) => {
    const page = await desk('po', SIX);
    await page.evaluate(() => {
      window.said = [];
      new MutationObserver(() => window.said.push(document.getElementById('voce').textContent))
        .observe(document.getElementById('voce'), { childList: true });
    });
    await fill(page, 1, N2[0]);
    await fill(page, 2, N2[1]);
    await saved(page);
    t.equal(await counter(page, 1, 1), '\u22126', 'points left');
    t.equal(await counter(page, 1, 2), '6', 'sum of deviations');
    t.equal(await counter(page, 1, 3), '12 / 12', 'positive deviations');
    t.equal(await counter(page, 2, 1), '0', 'points left in the second');
    t.ok((await page.textContent('.conti-nomi')).includes('2 / 2'), 'names in A');
    t.equal(await counter(page, 1, 5), '33,00', 'mean');
    await page.waitForTimeout(1700);
    const said = await page.evaluate(() => window.said);
    t.ok(said.length >= 1 && said.length <= 3, `said ${said.length} times`);
    t.ok(said.at(-1).includes('restano \u22126 punti'), said.at(-1));
    await page.reload();
    t.equal(await marks(page, 1, 6), N2[0].join(' '), 'marks after a reload');
    t.none(await faults(page));
    await shut(page);
  },
  'test_tavolo__a_submission_is_refused_with_what_is_wrong_and_the_nearest_legal_marks_can_be_taken': async (t) => {
    const page = await desk('po', SIX);
    await type(page, 5, 2, 'totale', '');
    await press(page, 'Invia la proposta');
    t.ok((await page.textContent('.errori')).includes('manca il punteggio'), 'what is missing');
    await page.locator('.errori a').first().press('Enter');
    t.equal(await page.evaluate(() => document.activeElement.id), 'p5-2-totale', 'the link leads to its cell');
    t.none(await here_faults(page));
    await type(page, 5, 2, 'totale', String(N1[1][5]));
    await page.locator('.griglia input[name$=".1.b"]').first().check();
    const fixed = await page.locator('.griglia input[name$=".1.b"]:checked').getAttribute('name');
    await press(page, 'Proponi i punteggi più vicini');
    const moves = await page.locator('.mosse input').evaluateAll((all) => all.map((x) => x.name.slice(6)));
    t.ok(moves.length > 0 && !moves.some((m) => m.startsWith(fixed.replace(/b$/, ''))), `moves ${moves}, fixed ${fixed}`);
    t.ok((await page.textContent('.proposta')).includes('6 punti spostati'), 'how far it is');
    t.none(await here_faults(page));
    await page.locator('.mosse input').first().uncheck();
    await press(page, 'Cerca ancora');
    const others = await page.locator('.mosse input').evaluateAll((all) => all.map((x) => x.name.slice(6)));
    t.ok(!others.some((m) => m.startsWith(moves[0].replace(/\d+$/, ''))), `${others}: what was refused stays as it is`);
    await press(page, 'Metti nella bozza');
    t.ok((await page.textContent('.messaggi')).includes('nella bozza'), 'it is said');
    t.ok((await page.textContent('#conti')).includes('Tutti i vincoli sono rispettati'), 'constraints');
    await shut(page);
  },
  'test_tavolo__a_block_of_a_spreadsheet_is_pasted_and_submitted_by_keyboard_alone': async (t) => {
    const page = await desk('po', SIX);
    const order = await page.locator('.griglia tbody').evaluateAll((all) => all.map((b) => Number(b.id.match(/\d+/)[0])));
    const lines = order.map((i) => ['', '', '', '', `${N1[0][i]},0`, '', '', '', '', N1[1][i]].join('\t'));
    await paste(page, order[0], 1, 'e1', `${lines.join('\r\n')}\r\nfuori\t1\r\n`);
    t.ok((await page.textContent('#bozza-stato')).includes('60 caselle; il resto'), await page.textContent('#bozza-stato'));
    await saved(page);
    t.equal(await marks(page, 1, 6), N1[0].map((x) => `${x},0`).join(' '), 'marks');
    t.ok((await page.textContent('#conti')).includes('Tutti i vincoli sono rispettati'), 'constraints');
    await page.getByRole('button', { name: 'Salva bozza' }).last().focus();
    for (let i = 0; i < 2; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/detto=inviata/);
    t.ok((await page.textContent('.lead')).includes('Stato: proposta'), 'state');
    t.equal(await marks(page, 1, 6), N1[0].join(' '), 'official marks');
    t.none(await faults(page));
    await shut(page);
  },
  'test_tavolo__the_dirigente_waits_for_the_calibration_and_changes_with_a_motive_beside_what_was_proposed': async (t) => {
    const page = await desk('dirigente', SIX);
    t.ok((await page.textContent('main')).includes('confronto della dirigenza'), 'what it waits for');
    site.ciclo('meeting', 'add', '--codice', 'CAL', '--tipo', 'calibrazione', '--data', '2027-04-05', '--oggetto', 'Confronto',
      '--anno', '2026', '--evento', 'valutazione_personale.calibrazione', '--as', 'M001');
    await page.reload();
    t.equal(await cell(page, 2, 1, 'totale').inputValue(), '32', 'it begins with the proposal');
    await type(page, 2, 1, 'totale', '34'); // requirements 10.3, N7
    await saved(page);
    t.ok(await page.locator('td.cambiato [id="p2-1-totale"]').count(), 'what changed is marked');
    t.equal((await page.locator('td.cambiato small').innerText()).trim(), '32', 'and stands beside what was there');
    await press(page, 'Invia la verifica');
    t.ok((await page.textContent('.errori')).includes('serve il motivo'), 'a motive');
    t.ok((await page.textContent('main')).includes('superato il plafond di 2 punti'), 'constraints bind');
    t.none(await here_faults(page));
    await type(page, 1, 1, 'totale', '34');
    await type(page, 1, 1, 'motivo', 'Stesso risultato del collega');
    await type(page, 2, 1, 'motivo', 'Ha retto due sportelli');
    await press(page, 'Invia la verifica');
    await page.waitForURL(/detto=inviata/);
    t.ok((await page.textContent('main')).includes('il passo è ancora aperto'), 'the act is still to come');
    t.ok((await page.textContent('.livelli')).includes('Ha retto due sportelli'), 'the motive stands beside');
    t.none(await faults(page));
    await page.getByRole('link', { name: "Registra l'atto di verifica" }).click();
    t.ok((await page.content()).includes('gruppi/G2026-S11'), 'the register knows which group');
    site.ciclo('act', 'add', '--codice', 'V1', '--tipo', 'determinazione_dirigente', '--numero', '1', '--data', '2027-04-09', '--organo',
      'dirigente', '--oggetto', 'Verifica', '--anno', '2026', '--evento', 'valutazione_personale.verifica', '--collega', 'gruppi/G2026-S11',
      '--as', 'M002');
    await page.goto(site.url + SIX);
    t.ok((await page.textContent('.lead')).includes('Stato: verificata'), 'state');
    await shut(page);
  },
  'test_tavolo__the_segretario_generale_may_go_beyond_the_constraints_and_every_level_stays': async (t) => {
    const page = await desk('sg', SIX);
    await type(page, 3, 1, 'totale', '37'); // requirements 10.3, N8
    await type(page, 3, 1, 'motivo', 'Incarico svolto per tutto l’ente');
    await saved(page);
    await press(page, 'Invia la rideterminazione');
    await page.waitForURL(/detto=inviata/);
    const row = page.locator('.livelli tr', { hasText: 'Incarico svolto' });
    const texts = await row.locator('td').allInnerTexts();
    t.ok(texts[0].includes('30 (B)') && texts[1].includes('30 (B)') && texts[2].includes('37 (A)'), texts.join(' | '));
    t.none(await faults(page));
    await shut(page);
    const po = await desk('po', SIX);
    t.equal(await po.locator('#tavolo').count(), 0, 'the evaluator reads only');
    t.ok((await po.textContent('main')).includes('Si può solo guardare'), 'and is told why');
    t.none(await faults(po));
    await shut(po);
  },
  'test_tavolo__halves_of_a_point_are_counted_while_one_types_and_a_proposal_keeps_within_limits': async (t) => {
    halves_of_a_point();
    const page = await desk('po7', TWENTY);
    await fill(page, 1, ['36,5', '32', '31,5']);
    await saved(page);
    t.equal(await counter(page, 1, 1), '540', 'points left: 640 less 100');
    t.equal(await counter(page, 1, 3), '4,5 / 40', 'positive deviations');
    await fill(page, 1, ['36,5', '32', '31']);
    await saved(page);
    t.equal(await counter(page, 1, 1), '540,5', 'points left');
    await page.locator('summary', { hasText: 'Limiti per la proposta' }).click();
    await page.locator('[id="p0-1-massimo"]').fill('33,5');
    t.none(await here_faults(page));
    await press(page, 'Proponi i punteggi più vicini');
    const moves = await page.locator('.mosse input').evaluateAll((all) => all.map((x) => x.name));
    const [own] = moves.filter((m) => /^mossa\.\w+\.1\.6[0-7]$/.test(m)); // in halves, 33.5 at most
    t.ok(own, `a move to 33.5 or less: ${moves}`);
    t.equal(await page.locator('[id="p0-1-massimo"]').inputValue(), '33,5', 'the limit is still there');
    t.none(await here_faults(page));
    await shut(page);
  },
});
await end();
