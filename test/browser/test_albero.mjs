// test_albero.mjs CICLO - tree, objective and "Perché questo punteggio" in Chromium, by role.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cartella, faults, faults_html, faults_reflow, launch, tests } from './aiuto.mjs';
import { roles, sito } from './sito.mjs';

const users = { pec: 'M056', sg: 'M001', po: 'M005', dipendente: 'M012', tecnico: 'X11' };
const site = await sito(process.argv[2], { users });
const browser = await launch();
const { as, go, text } = roles(site, browser);
const fetched = (page, path) => page.evaluate(async (u) => { const r = await fetch(u); return { status: r.status, body: await r.text() }; }, site.url + path);
const weight = (body) => gzipSync(body, { level: 6 }).length;
// Cells of our CSV: no quotation mark stands in the codes that are looked at here.
const codes = (csv) => csv.trim().split('\n').slice(1).map((line) => line.split(';')[2]);

await tests({
  'test_albero__the_tree_opens_branch_by_branch_by_keyboard_and_without_javascript': async (t) => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await as('pec', javaScriptEnabled ? {} : { javaScriptEnabled });
      t.equal(await go(page, '/anno/2025/albero'), 200, 'status');
      const first = page.locator('.albero > li > details').first();
      t.equal(await first.getAttribute('open'), null, 'shut at first');
      await first.locator('> summary').focus();
      await page.keyboard.press('Enter');
      t.ok(await first.getAttribute('open') !== null, 'Enter opens it');
      const words = await first.locator('> summary').innerText();
      t.ok(/^A\b/.test(words) && words.includes('97,51') && words.includes('quasi raggiunto') && words.includes('peso 20'), `code, result, state, weight: ${words}`);
      await page.getByRole('link', { name: 'Apri tutti i rami' }).click();
      t.equal(await page.locator('.albero details:not([open])').count(), 0, 'shut branches');
      t.equal(await page.locator('.albero .stato').count(), 127, 'nodes with their state'); // as many as in esempio
      await page.getByRole('link', { name: 'Chiudi tutti i rami' }).click();
      t.equal(await page.locator('.albero details[open]').count(), 0, 'open branches');
    }
  },
  'test_albero__every_shape_is_without_fault_at_both_widths': async (t) => { // faults() looks at 320 pixels too
    const page = await as('pec');
    for (const path of ['/anno/2025/albero?aperto=tutto&priorita=A', '/anno/2025/albero?forma=tabella&unita=AR1', '/anno/2025/albero/manifesto', '/anno/2025/albero?unita=AR1&priorita=E']) {
      t.equal(await go(page, path), 200, path);
      t.none(await faults(page));
    }
    for (const path of ['/anno/2025/albero?aperto=tutto', '/anno/2025/albero?forma=tabella', '/anno/2026/albero?da=A']) {
      t.equal(await go(page, path), 200, path);
      t.none(await faults_reflow(page));
    }
  },
  'test_albero__a_filter_is_a_form_and_what_it_finds_can_be_downloaded': async (t) => {
    const page = await as('pec', { javaScriptEnabled: false });
    await go(page, '/anno/2025/albero?forma=tabella');
    await page.selectOption('#unita', 'AR1');
    await page.selectOption('#priorita', 'A');
    await page.getByRole('button', { name: 'Filtra' }).click();
    t.equal(await page.locator('#obiettivi tbody tr').count(), 19, 'objectives of area 1 below A'); // counted in esempio
    const csv = await fetched(await as('pec'), '/anno/2025/albero.csv?unita=AR1&priorita=A');
    t.equal(codes(csv.body).length, 19, 'rows of the file');
    await page.selectOption('#priorita', 'E');
    await page.getByRole('button', { name: 'Filtra' }).click();
    t.ok((await text(page)).includes('Nessun obiettivo con questi filtri'), 'empty state');
    await page.locator('.vuoto a').click();
    t.equal(await page.locator('#obiettivi tbody tr').count(), 100, 'a page of all');
  },
  'test_albero__the_table_is_sorted_by_its_headings': async (t) => {
    const page = await as('pec', { javaScriptEnabled: false });
    await go(page, '/anno/2025/albero?forma=tabella');
    await page.locator('#obiettivi th a', { hasText: 'Risultato' }).click();
    t.ok((await page.locator('#obiettivi th[aria-sort=ascending]').innerText()).startsWith('Risultato'), 'the heading says so');
    const results = async () => (await page.locator('#obiettivi tbody td:nth-child(5)').allInnerTexts()).map((s) => parseFloat(s.replace(',', '.')));
    const up = await results();
    t.ok(up.every((x, i) => !i || up[i - 1] <= x), 'ascending');
    await page.locator('#obiettivi th a', { hasText: 'Risultato' }).click();
    const down = await results();
    t.ok(down[0] === 100 && down.every((x, i) => !i || down[i - 1] >= x), 'descending');
  },
  'test_albero__each_sees_in_the_tree_what_the_matrix_lets_him_open': async (t) => {
    const all = codes((await fetched(await as('sg'), '/anno/2025/albero.csv')).body);
    t.equal(all.length, 127, 'the Segretario generale sees all');
    for (const user of ['po', 'dipendente', 'tecnico']) {
      const page = await as(user);
      await go(page, '/anno/2025/albero');
      const listed = codes((await fetched(page, '/anno/2025/albero.csv')).body).filter(Boolean).sort();
      const may = await page.evaluate(async (list) => {
        const found = [];
        for (const code of list) {
          const r = await fetch(`/anno/2025/nodo/${code}`);
          await r.text();
          if (r.status === 200) found.push(code);
        }
        return found;
      }, all);
      page.noise.length = 0; // refusals that were meant
      t.equal(listed.join(' '), may.sort().join(' '), user);
      t.ok(user !== 'tecnico' || !listed.length, 'the technician sees nothing');
    }
    t.ok((await text(await as('tecnico'))).includes('Nessun obiettivo da vedere'), 'empty state');
  },
  'test_albero__the_poster_is_a_picture_that_draws_itself': async (t) => {
    const page = await as('pec');
    await go(page, '/anno/2025/albero/manifesto');
    const size = await page.$eval('.manifesto img', (x) => [x.naturalWidth, x.naturalHeight, x.complete]);
    t.ok(size[0] > 1000 && size[1] > 500 && size[2], `drawn: ${size}`);
    const svg = await page.evaluate(async () => { const r = await fetch(document.querySelector('.manifesto img').src); return [r.headers.get('content-type'), await r.text()]; });
    t.equal(svg[0], 'image/svg+xml', 'type');
    const drawn = await page.evaluate((s) => { const d = new DOMParser().parseFromString(s, 'image/svg+xml'); return [d.querySelectorAll('parsererror').length, d.querySelectorAll('rect').length]; }, svg[1]);
    t.ok(drawn[0] === 0 && drawn[1] > 127, `well formed, a box each: ${drawn}`);
  },
  'test_nodo__an_objective_tells_its_place_its_indicators_and_its_years': async (t) => {
    const page = await as('sg');
    t.equal(await go(page, '/anno/2025/nodo/A1P1G1O1'), 200, 'status');
    t.none(await faults(page));
    t.equal(await page.locator('.percorso li').count(), 4, 'nodes above');
    const one = page.locator('#indicatore-A1P1G1O1I2');
    const words = (await one.innerText()).replaceAll('\u00a0', ' ');
    for (const part of ['≤ 12 minuti', '14,8 minuti', '18/02/2026', 'Nei primi quattro mesi', '+2,8 (+23,3 %)']) t.ok(words.includes(part), `${part} in: ${words}`);
    await one.locator('summary').focus();
    await page.keyboard.press('Enter');
    t.ok(await one.locator('#fasce-A1P1G1O1I2').isVisible(), 'bands as a table');
    t.ok(await one.locator('figure svg').count() >= 2, 'bands and years drawn');
    t.ok((await text(page)).includes('Gianni Villa'), 'who may read a sheet sees to whom the objective is assigned');
    const employee = await as('dipendente');
    t.equal(await go(employee, '/anno/2025/nodo/A1P1G1O1Z1'), 200, 'of his own unit');
    t.none(await faults(employee));
    t.ok((await text(employee)).includes('È assegnato a una persona') && !(await employee.locator('.persone').count()), 'no name without permission');
    await go(page, '/anno/2026/nodo/A1');
    t.none(await faults_reflow(page));
    t.ok(await page.getByRole('link', { name: '2025', exact: true }).count(), 'the way to another year');
  },
  'test_perche__a_person_follows_his_number_down_to_its_inputs': async (t) => {
    const page = await as('dipendente', { javaScriptEnabled: false });
    t.equal(await go(page, '/anno/2025/scheda/M012/perche?numero=cr&aperto=tutto'), 200, 'status');
    // S-N.24 by hand: (1 - 0.30) x min(1, 0.9402 + 0.01) + 0.30 x 0.988, to four places
    const cr = Math.round((7 * 9502 * 10 + 3 * 9880 * 10) / 100) / 1e4;
    t.equal(await text(page, '.risultato strong'), String(cr).replace('.', ','), 'CR');
    const words = (await text(page)).replace(/\s+/g, ' ');
    for (const part of ['0,9402', '0,01', '0,988', '0,3', 'S-N.24', 'criteri-2018', 'sha256:', 'arrotondato a 4 decimali']) t.ok(words.includes(part), part);
    t.ok(!/\bM0(?!12)\d\d\b/.test(words), 'no other person');
    await go(page, '/anno/2025/scheda/M012/perche?numero=importo&aperto=tutto');
    const amount = await text(page);
    t.ok(/2\.304,38/.test(amount) && /su 49 persone/.test(amount) && !/\bM0(?!12)\d\d\b/.test(amount), 'the amount, with all others only counted');
    const same = await as('dipendente');
    await go(same, '/anno/2025/scheda/M012/perche');
    t.none(await faults(same));
    await same.locator('.prova summary').first().focus();
    await same.keyboard.press('Enter');
    t.equal(await same.locator('.prova > li > details').first().getAttribute('open'), null, 'Enter folds it');
    await go(same, '/anno/2025/scheda/M012/perche?numero=importo&aperto=tutto');
    t.none(await faults_reflow(same));
  },
  'test_perche__nobody_follows_the_number_of_another_without_permission': async (t) => {
    for (const [user, path, status] of [['dipendente', '/anno/2025/scheda/M013/perche', 403], ['pec', '/anno/2025/scheda/M012/perche?numero=cpc', 403], ['tecnico', '/anno/2025/nodo/A1/perche', 403],
      ['dipendente', '/anno/2025/perche', 403], ['po', '/anno/2025/scheda/M012/perche?numero=cpc', 200], ['sg', '/anno/2025/scheda/M003/perche', 200], ['sg', '/anno/2025/scheda/M012/perche?numero=zzz', 404],
      ['dipendente', '/anno/2026/scheda/M012/perche', 200], ['sg', '/anno/2025/tavolo/G2025-S11/perche', 200], ['sg', '/anno/2025/unita/AR1/perche', 200], ['sg', '/anno/2025/nodo/NESSUNO/perche', 404]]) {
      const page = await as(user);
      t.equal(await go(page, path), status, `${user} ${path}`);
      page.noise.length = 0;
    }
    const before = await fetched(await as('dipendente'), '/anno/2026/scheda/M012/perche');
    t.ok(before.body.includes('Nessun punteggio è ancora stato proposto') && !before.body.includes('numero=cpc'), 'before marks: only what is settled');
  },
  'test_perche__what_was_set_aside_is_told_with_where_its_weight_went': async (t) => {
    const page = await as('sg');
    await go(page, '/anno/2025/scheda/M003/perche');
    const manager = await text(page);
    t.ok(manager.includes('Revoca del bando regionale') && manager.includes('8,75 punti'), 'S-D.37: 70 x 1/8 of the points pass to performance');
    t.none(await faults(page));
    await go(page, '/anno/2025/scheda/M009/perche?aperto=tutto');
    t.ok((await text(page)).includes('niente passa alla prestazione'), 'S-P.23');
    t.none(await faults_html(page));
    for (const path of ['/anno/2025/perche', '/anno/2025/unita/AR1/perche', '/anno/2025/nodo/A1/perche?numero=indicatori/0/percentuale&periodo=S1', '/anno/2025/tavolo/G2025-S11/perche']) {
      t.equal(await go(page, path), 200, path);
      t.none(await faults_reflow(page));
    }
    await go(page, '/lingua?lingua=en&verso=/anno/2025/nodo/A1/perche?aperto=tutto');
    t.equal(await text(page, 'h1'), 'Why this score', 'English');
    t.ok(await page.locator('.prova-parole[lang=it]').count() > 3, 'texts of the rules are marked as Italian');
    t.none(await faults(page));
  },
  'test_albero__two_thousand_nodes_stay_light': async (t) => {
    const folder = cartella('albero');
    const nodes = ['codice;livello'];
    const versions = ['nodo;anno;versione;padre;titolo;sigla;descrizione;peso;unita;atto;copiato_da;motivo'];
    const add = (code, level, parent, weight, unit) => {
      nodes.push(`${code};${level}`);
      versions.push(`${code};2025;1;${parent};Obiettivo di prova ${code} con un titolo abbastanza lungo;${code};;${weight};${unit};GIU-2025-006;;`);
    };
    for (let p = 0; p < 5; p++) {
      add(`Z${p}`, 'priorita', '', '10', '');
      for (let o = 0; o < 10; o++) {
        add(`Z${p}-${o}`, 'obiettivo_strategico', `Z${p}`, '', 'AR1');
        for (let k = 0; k < 37; k++) add(`Z${p}-${o}-${k}`, 'obiettivo_operativo', `Z${p}-${o}`, '', k % 2 ? 'S11' : 'S21');
      }
    }
    writeFileSync(join(folder, 'nodi.csv'), `${nodes.join('\n')}\n`);
    writeFileSync(join(folder, 'nodi_versioni.csv'), `${versions.join('\n')}\n`);
    site.ciclo('import', folder, '--as', 'M056');
    rmSync(folder, { recursive: true });
    const page = await as('pec');
    for (const path of ['/anno/2025/albero', '/anno/2025/albero?aperto=tutto', '/anno/2025/albero?da=Z1&aperto=tutto', '/anno/2025/albero?forma=tabella&pagina=12', '/anno/2025/albero?unita=S11']) {
      const { status, body } = await fetched(page, path);
      t.equal(status, 200, path);
      t.ok(weight(body) < 20000, `${path}: ${weight(body)} bytes`);
    }
    await go(page, '/anno/2025/albero?aperto=tutto');
    await page.locator('.nodo-ramo').last().click();
    t.ok(await page.locator('.albero li').count() > 30, 'a branch has a page of its own');
    t.none(await faults(page));
    const { body } = await fetched(page, '/anno/2025/albero.csv');
    t.equal(codes(body).length, 127 + 5 + 50 + 1850, 'the file holds all');
    await go(page, '/anno/2025/albero/manifesto');
    t.ok(await page.$eval('.manifesto img', (x) => x.naturalWidth > 3000), 'the poster is drawn');
  },
});
await browser.close();
await site.stop();
