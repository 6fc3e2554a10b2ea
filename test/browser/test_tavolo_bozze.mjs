// test_tavolo_bozze.mjs CICLO - nothing typed at the desk is lost: keys, drafts, two editors, a server that dies.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
// EVIDENCE("X-12")
import { gzipSync } from 'node:zlib';
import { faults, tests } from './aiuto.mjs';
import { parola } from './sito.mjs';
import { SIX, TWENTY, browser, cell, counter, desk, end, fill, here_faults, press, saved, shut, site } from './tavolo_sito.mjs';

await tests({
  'test_tavolo_bozze__a_desk_of_twenty_is_light_and_quick': async (t) => {
    const page = await desk('po7', TWENTY);
    const html = await page.evaluate(async () => (await fetch(location.href)).text());
    t.ok(gzipSync(html).length < 20000, `page: ${gzipSync(html).length} bytes compressed`);
    const times = await page.evaluate(async () => {
      const all = [];
      for (let i = 0; i < 15; i++) {
        const before = performance.now();
        await (await fetch(location.href)).text();
        all.push(performance.now() - before);
      }
      return all.sort((a, b) => a - b);
    });
    t.ok(times[0] < 20, `answered in ${times.map((x) => Math.round(x))} ms`); // browser and a busy machine included
    t.none(await faults(page));
    await shut(page);
  },
  'test_tavolo_bozze__keys_move_as_in_a_spreadsheet_and_every_field_has_its_name': async (t) => {
    const page = await desk('po', SIX);
    const name = await page.evaluate(() => document.activeElement.id);
    t.equal(name, '', 'no field is forced on the reader');
    const first = page.getByRole('textbox', { name: /Semischeda 1 1$/ }).first();
    t.ok(await first.count(), 'a field is called by its row and columns');
    const ids = await page.locator('.griglia input[type=text]').evaluateAll((all) => all.map((x) => x.id));
    await page.locator(`[id="${ids[0]}"]`).focus();
    const at = () => page.evaluate(() => document.activeElement.id);
    await page.keyboard.press('ArrowDown');
    t.equal(await at(), ids[10], 'down');
    await page.keyboard.press('ArrowRight');
    t.equal(await at(), ids[11], 'right');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowUp');
    t.equal(await at(), ids[0], 'back');
    await page.keyboard.press('Tab');
    t.equal(await at(), ids[1], 'tab');
    await page.keyboard.type('8');
    await page.keyboard.press('Enter');
    t.equal(await at(), ids[11], 'enter goes down');
    await page.keyboard.press('Shift+Enter');
    t.equal(await at(), ids[1], 'shift and enter go up');
    await page.keyboard.press('Control+z');
    t.equal(await page.locator(`[id="${ids[1]}"]`).inputValue(), '', 'what was typed is taken back');
    await page.goto('about:blank').catch(() => {});
    await shut(page);
  },
  'test_tavolo_bozze__who_never_rests_is_saved_within_five_seconds': async (t) => {
    const page = await desk('po', SIX, { reducedMotion: 'reduce' });
    const before = Date.now();
    const sent = page.waitForRequest(/\/bozza$/).then(() => Date.now() - before);
    await cell(page, 0, 1, 'totale').focus();
    while (Date.now() - before < 5500) {
      await page.keyboard.type('3');
      await page.keyboard.press('Backspace');
      await page.waitForTimeout(250);
    }
    const after = await Promise.race([sent, new Promise((done) => { setTimeout(done, 100, 99999); })]);
    t.ok(after < 5000, `sent after ${after} ms`);
    await saved(page);
    await shut(page);
  },
  'test_tavolo_bozze__what_does_not_fit_is_told_at_its_cell_and_never_blocks': async (t) => {
    const page = await desk('po', SIX);
    await cell(page, 0, 1, 'e1').fill('11');
    await cell(page, 1, 1, 'e1').fill('otto');
    await page.waitForSelector('#p0-1-e1[aria-invalid]');
    t.ok((await page.textContent('#p0-e')).includes('va da 0 a 10'), 'words');
    await page.waitForFunction(() => document.getElementById('bozza-stato').textContent.includes('segnalate'));
    t.none(await here_faults(page));
    await cell(page, 0, 1, 'e1').fill('');
    await cell(page, 1, 1, 'e1').fill('');
    await saved(page);
    t.equal(await page.locator('[aria-invalid]').count(), 0, 'errors left');
    for (const [i, v] of [10, 10, 9, 8].entries()) await cell(page, 5, 1, `e${i + 1}`).fill(String(v));
    t.equal(await cell(page, 5, 1, 'totale').inputValue(), '37', 'the sum of four elements');
    await page.waitForFunction(() => document.getElementById('p5-1-f').textContent === 'A');
    for (let i = 1; i < 5; i++) await cell(page, 5, 1, `e${i}`).fill('');
    await cell(page, 5, 1, 'totale').fill('28');
    await saved(page);
    await shut(page);
  },
  'test_tavolo_bozze__without_scripts_everything_goes_by_buttons': async (t) => {
    const page = await desk('po7', TWENTY, { javaScriptEnabled: false, reducedMotion: 'reduce' });
    await cell(page, 0, 1, 'totale').fill('36');
    await cell(page, 0, 1, 'totale').press('Enter');
    t.ok((await page.textContent('.messaggi')).includes('Bozza salvata'), 'enter keeps a draft, it does not submit');
    t.equal(await cell(page, 0, 1, 'totale').inputValue(), '36', 'the mark');
    for (let i = 1; i < 5; i++) await cell(page, 0, 1, `e${i}`).fill('8');
    await press(page, 'Ricalcola i vincoli');
    t.equal(await counter(page, 1, 1), '608', 'counted with the sum of the four, although the old total stood there');
    await cell(page, 1, 2, 'totale').fill('41');
    await press(page, 'Salva bozza');
    { const told = await page.textContent('.errori'); t.ok(told.includes('da 0 a 40'), told); }
    t.equal(await cell(page, 1, 2, 'totale').inputValue(), '41', 'what was typed stays');
    await page.goto(site.url + TWENTY);
    t.equal(await cell(page, 0, 1, 'totale').inputValue(), '32', 'the other rows are kept');
    await page.click('#annulla summary');
    await press(page, 'Sì, torna');
    t.equal(await cell(page, 0, 1, 'totale').inputValue(), '', 'undone');
    await shut(page);
  },
  'test_tavolo_bozze__two_who_write_the_same_sheet_get_both_texts_cell_by_cell': async (t) => {
    const here = await desk('po7', TWENTY), there = await desk('po7', TWENTY);
    await cell(here, 3, 1, 'totale').fill('35');
    await cell(here, 3, 2, 'totale').fill('33');
    await saved(here);
    await cell(there, 3, 1, 'totale').fill('29');
    await cell(there, 4, 1, 'totale').fill('31');
    await there.waitForSelector('#scontro:not([hidden])');
    t.none(await here_faults(there));
    await press(there, 'Confronta i due testi');
    t.equal(await there.textContent('h1'), 'Due testi della stessa scheda', 'heading');
    const rows = await there.locator('main tbody tr').allInnerTexts();
    t.ok(rows.some((r) => /29\s+35/.test(r)) && rows.some((r) => /vuoto\s+33/.test(r)), rows.join(' | '));
    t.none(await here_faults(there));
    await there.locator('tr', { hasText: '33' }).locator('input').nth(1).check();
    await press(there, 'Salva nella bozza');
    t.equal(await cell(there, 3, 1, 'totale').inputValue(), '29', 'mine');
    t.equal(await cell(there, 3, 2, 'totale').inputValue(), '33', 'the other');
    t.equal(await cell(there, 4, 1, 'totale').inputValue(), '31', 'what nobody else touched');
    await shut(here);
    await shut(there);
  },
  'test_tavolo_bozze__a_server_that_dies_while_one_types_costs_nothing': async (t) => {
    const page = await desk('po7', TWENTY);
    await cell(page, 6, 1, 'totale').fill('34');
    await site.kill();
    await cell(page, 7, 1, 'totale').fill('30');
    await page.waitForFunction(() => document.getElementById('bozza-stato').textContent.includes('Senza collegamento'));
    await cell(page, 8, 1, 'totale').fill('27');
    await site.start();
    const restarted = Date.now();
    await saved(page);
    t.ok(Date.now() - restarted < 9000, 'saved soon after');
    const again = await desk('po7', TWENTY);
    for (const [i, v] of [[6, '34'], [7, '30'], [8, '27']]) t.equal(await cell(again, i, 1, 'totale').inputValue(), v, `row ${i}`);
    await shut(again);
    await shut(page);
  },
  'test_tavolo_bozze__a_session_that_ends_is_renewed_in_place_and_what_was_typed_is_saved': async (t) => {
    const page = await desk('po7', TWENTY);
    await page.context().clearCookies();
    await cell(page, 10, 1, 'totale').fill('33');
    await page.waitForSelector('#rientra:not([hidden])');
    page.noise.length = 0; // the browser notes the 401
    t.none(await here_faults(page));
    await page.fill('#rientra-nome', 'po7');
    await page.fill('#rientra-parola', 'sbagliata');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /non sono giusti/.test(document.getElementById('rientra-testo').textContent));
    await page.fill('#rientra-parola', parola);
    await page.keyboard.press('Enter');
    await saved(page);
    await cell(page, 11, 1, 'totale').fill('31');
    await page.waitForTimeout(2300);
    await saved(page);
    await page.reload();
    t.equal(await cell(page, 10, 1, 'totale').inputValue(), '33', 'typed before');
    t.equal(await cell(page, 11, 1, 'totale').inputValue(), '31', 'typed after');
    await shut(page);
  },
  'test_tavolo_bozze__in_english_and_at_320_pixels': async (t) => {
    const page = await desk('po7', TWENTY, { width: 320, height: 700 });
    t.none(await faults(page));
    await page.click('text=English');
    t.ok((await page.textContent('main')).includes('Submit the proposal'), 'English');
    t.none(await faults(page));
    await shut(page);
  },
});
await end();
