// test_dati.mjs CICLO - data in the browser: a new body filled, records corrected, files imported, accounts kept.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { faults, faults_axe, faults_reflow, launch, open, tests } from './aiuto.mjs';
import { parola, sito } from './sito.mjs';

const program = process.argv[2];
const browser = await launch();
const nuova = 'quattro parole di prova';
const errori = (page) => page.locator('main').locator('.errori, .avviso.tono-male').allTextContents();

// A button or link is used with the keyboard and leads to another page, which has come when this ends.
const press = (page, what) => Promise.all([page.waitForNavigation(), page.locator(what).first().press('Enter')]);

// The mark of the site may still be on its way when one goes on: that is no fault.
async function clean(page) {
  page.noise = page.noise.filter((l) => !/failed: .*segno/.test(l));
  return faults(page);
}

// A form is filled by the names of its fields and sent; without scripts too, where Playwright cannot wait for stillness.
async function send(page, fields, button = 'main form.modulo-voce button[type=submit]') {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main form [name="${name}"]`).first();
    const kind = await field.evaluate((e) => e.tagName + e.type);
    if (kind.startsWith('SELECT')) await field.selectOption(value);
    else if (kind === 'INPUTradio') await page.locator(`#${name}-${value}`).press('Space');
    else await field.fill(value);
  }
  await press(page, button);
}

async function choose(page, link, word = nuova) {
  await page.goto(link);
  await page.fill('#nuova', word);
  await press(page, 'main button');
}

// -- a body of its own: nothing but its name
async function fill_body(t) {
  const site = await sito(program, { empty: true });
  try {
    const link = site.ciclo('user', 'add', 'tecnico', '--persona', 'T1', '--crea', 'Prova,Tecla').match(/\/invito\/\w+/)[0];
    const page = await open(browser, { javaScriptEnabled: false });
    const put = async (where, table, fields) => {
      await where.goto(`${site.url}/dati/${table}/nuovo`);
      await send(where, fields);
      if (!where.url().includes('detto=salvato')) t.ok(false, `${table} ${JSON.stringify(fields)}: ${await errori(where)}`);
    };
    await choose(page, site.url + link);
    await page.goto(`${site.url}/dati`);
    t.ok((await page.textContent('main')).includes('Per cominciare'), 'what comes first is said');
    await put(page, 'unita', { codice: 'ENTE', nome: 'Ente', tipo: 'ente' });
    await put(page, 'unita', { codice: 'S1', nome: 'Settore uno', tipo: 'settore', padre: 'ENTE' });
    const people = { P1: ['Piano', 'pec', 'ENTE'], SG: ['Segreto', 'sg', 'ENTE'], O1: ['Posta', 'po', 'S1'], E1: ['Opera', 'dipendente', 'S1'] };
    for (const [codice, [cognome, ruolo, unita]] of Object.entries(people)) {
      await put(page, 'persone', { codice, cognome, nome: 'Prova', rapporto: 'ruolo', assunto: '2020-01-01' });
      await put(page, 'assegnazioni', { persona: codice, unita, dal: '2020-01-01' });
      await put(page, 'incarichi', { persona: codice, ruolo, unita, dal: '2020-01-01' });
    }
    await put(page, 'anni', { anno: '2026', sistema: 'criteri-2018' });
    await page.goto(`${site.url}/utenti/nuovo?persona=P1`);
    await send(page, { nome: 'pec' }, 'main form button[type=submit]');
    const pec = await open(browser, { javaScriptEnabled: false });
    await choose(pec, await page.textContent('#collegamento'));
    for (const [codice, livello] of [['A', 'priorita'], ['A1', 'obiettivo_strategico']]) await put(pec, 'nodi', { codice, livello });
    await put(pec, 'nodi_versioni', { nodo: 'A', anno: '2026', versione: '1', titolo: 'Priorità', peso: '100' });
    await put(pec, 'nodi_versioni', { nodo: 'A1', padre: 'A', titolo: 'Obiettivo', peso: '100', unita: 'S1' });
    await put(pec, 'indicatori', { codice: 'I1', nome: 'Pratiche in tempo', operatore: '>=', unita_misura: '%' });
    await put(pec, 'target', { indicatore: 'I1', nodo: 'A1', target: '90', peso: '100' });
    await put(pec, 'fasce', { indicatore: 'I1', 'soglia-1': '90', 'livello-1': '100', 'soglia-2': '70', 'livello-2': '50', 'livello-3': '0' });
    await put(pec, 'valori', { indicatore: 'I1', periodo: 'finale', stato: 'rilevato', valore: '87,5', rilevato_il: '2026-11-20' });
    await put(pec, 'schede', { persona: 'O1', tipo: 'posizione', dal: '2026-01-01', valutatore: 'SG', unita: 'S1' });
    await put(pec, 'obiettivi_assegnati', { persona: 'O1', nodo: 'A1', peso: '100', tipo: 'organizzativo', stato: 'ordinario' });
    await put(pec, 'gruppi', { codice: 'G1', valutatore: 'O1', unita: 'S1' });
    await pec.goto(`${site.url}/dati`);
    t.ok(!(await pec.textContent('main')).includes('Per cominciare'), 'nothing is missing any more');
    const told = site.ciclo('evaluate', '--anno', '2026', '--as', 'P1');
    t.ok(told.includes('97,22'), `87,5 of 90 is 97,22: ${told}`);
    await page.context().close();
    await pec.context().close();
  } finally {
    await site.stop();
  }
}

const site = await sito(program, { users: { pec: 'M056', pec2: 'M056', sg: 'M001', tecnico: 'X11', dip: 'M012' }, evaluate: false });
const as = async (user, path, context) => {
  const page = await open(browser, context);
  await site.enter(page, user, path);
  return page;
};
const upload = async (page, files) => {
  await page.goto(`${site.url}/importa`);
  await page.setInputFiles('#file', files.map(([name, text]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })));
  await press(page, 'main form button[type=submit]');
};

await tests({
  'test_dati__a_body_made_by_init_is_filled_from_the_browser_without_scripts_until_it_can_be_evaluated': fill_body,
  'test_dati__the_pages_have_no_fault_at_1280_and_320_and_in_English': async (t) => {
    const wide = await as('pec', '/dati');
    for (const path of ['/dati', '/dati/persone', '/dati/valori?anno=2025&cerca=suap', '/dati/valori/nuovo', '/dati/persone/M012',
      '/dati/fasce/nuovo', '/importa', '/dati/persone/M012/elimina']) {
      await wide.goto(site.url + path);
      t.none((await clean(wide)).map((f) => `${path}: ${f}`));
    }
    await wide.goto(`${site.url}/lingua?lingua=en&verso=/dati/valori/nuovo`);
    t.ok((await wide.textContent('main')).includes('Save and add another'), 'in English');
    const narrow = await as('tecnico', '/utenti', { width: 320, height: 640 });
    for (const path of ['/utenti', '/utenti/nuovo', '/utenti/pec', '/dati', '/dati/incarichi', '/dati/incarichi/nuovo']) {
      await narrow.goto(site.url + path);
      t.none((await clean(narrow)).map((f) => `${path}: ${f}`));
    }
    await wide.context().close();
    await narrow.context().close();
  },
  'test_dati__a_table_that_one_may_not_correct_is_neither_shown_nor_opened': async (t) => {
    const page = await as('pec', '/dati');
    t.equal(await page.locator('main a[href="/dati/incarichi"]').count(), 0, 'roles are not of the planning office');
    t.equal(await page.locator('main a[href="/dati/semischede"]').count(), 0, 'marks are nobody\'s here');
    for (const [path, status] of [['/dati/incarichi', 403], ['/dati/semischede', 404], ['/dati/nessuna', 404], ['/utenti', 403], ['/accessi', 403]]) {
      t.equal((await page.goto(site.url + path)).status(), status, path);
    }
    const dip = await as('dip', '/');
    for (const path of ['/dati', '/dati/persone', '/importa', '/annulla/2', '/utenti']) t.equal((await dip.goto(site.url + path)).status(), 403, path);
    await page.context().close();
    await dip.context().close();
  },
  'test_dati__a_wrong_field_is_told_beside_it_and_above_and_what_was_typed_stays': async (t) => {
    const page = await as('pec', '/dati/valori/nuovo');
    await page.evaluate(() => { document.querySelector('form.modulo-voce').noValidate = true; });
    await send(page, { indicatore: 'ZZZ', anno: '2026', periodo: 'finale', stato: 'rilevato', valore: '12,x' });
    t.ok((await page.textContent('.errori')).includes('non è un numero'), 'above');
    t.ok((await page.textContent('#valore-errore')).includes('12,50'), 'beside, with an example');
    t.equal(await page.inputValue('#valore'), '12,x', 'what was typed');
    t.none([...await faults_axe(page), ...await faults_reflow(page)]);
    await send(page, { valore: '12,5' });
    t.ok((await page.textContent('#indicatore-errore')).includes('non c\'è nella tabella indicatori'), 'a reference that leads nowhere');
    page.noise.length = 0;
    await page.context().close();
  },
  'test_dati__a_value_is_corrected_with_a_decimal_comma_and_the_correction_is_taken_back': async (t) => {
    const page = await as('pec', '/dati/valori/A1I2%2F2025%2Ffinale');
    const before = await page.inputValue('#valore');
    await send(page, { valore: '11,05' });
    t.ok((await page.textContent('.storia li')).includes(`da «${before}» a «11,05»`), 'both values in its history');
    await press(page, '.storia li a');
    t.ok((await page.textContent('.differenze')).includes('11,05'), 'what would change back');
    t.none(await faults_axe(page));
    await press(page, '.conferma button');
    t.equal(await page.inputValue('#valore'), before, 'as it was');
    t.ok(page.url().includes('detto=annullato'), 'and it is said');
    await page.context().close();
  },
  'test_dati__two_people_on_one_record_get_both_texts': async (t) => {
    const here = await as('pec', '/dati/indicatori/A1I1');
    const there = await as('pec2', '/dati/indicatori/A1I1');
    await send(there, { fonte: 'Registro di là' });
    await send(here, { fonte: 'Registro di qua' });
    t.ok((await here.textContent('main')).includes('Nel frattempo qualcun altro'), 'it is said');
    const both = await here.textContent('#superati');
    t.ok(both.includes('Registro di là') && both.includes('Registro di qua'), 'both texts');
    t.equal(await here.inputValue('#fonte'), 'Registro di qua', 'what was typed');
    t.none([...await faults_axe(here), ...await faults_reflow(here)]);
    await send(here, {});
    t.ok(here.url().includes('detto=salvato'), 'the second time it is written');
    here.noise.length = 0;
    await here.context().close();
    await there.context().close();
  },
  'test_dati__what_others_refer_to_cannot_be_taken_away_and_the_rest_can': async (t) => {
    const page = await as('pec', '/dati/persone/M012/elimina');
    t.ok((await page.textContent('main')).includes('Assegnazioni alle unità: Parisi Patrizia (M012), S11'), 'what depends on it is named');
    t.equal(await page.locator('main form').count(), 0, 'there is no button');
    await page.goto(`${site.url}/dati/persone/nuovo`);
    await send(page, { codice: 'PROVA/1', cognome: 'Prova', nome: 'Una', rapporto: 'esterno' });
    t.ok(page.url().includes('PROVA%252F1'), 'a code may hold a stroke');
    await press(page, 'text=Togli questa voce');
    await press(page, '.conferma button');
    t.ok(page.url().includes('detto=tolto'), 'it goes');
    await press(page, 'text=Annulla questa operazione');
    await press(page, '.conferma button');
    t.equal(await page.inputValue('#cognome'), 'Prova', 'and comes back');
    await page.context().close();
  },
  'test_dati__weights_of_what_stands_side_by_side_are_written_together': async (t) => {
    const page = await as('pec', '/dati/obiettivi_assegnati?anno=2026&cerca=M002+organizzativo');
    await press(page, '#righe tbody a');
    await press(page, 'text=Scrivi i pesi insieme');
    t.none(await clean(page));
    const fields = page.locator('main form.modulo-voce input[type=text]');
    const n = await fields.count();
    t.ok(n > 1, 'several of them');
    await fields.nth(0).fill('');
    await press(page, 'main form.modulo-voce button[type=submit]');
    t.ok((await errori(page)).join().includes('solo in parte'), 'one without a weight is refused');
    for (let i = 0; i < n; i += 1) await fields.nth(i).fill(String(i + 1));
    await press(page, 'main form.modulo-voce button[type=submit]');
    t.ok(page.url().includes('detto=salvato'), 'all with one are written');
    page.noise.length = 0;
    await page.context().close();
  },
  'test_dati__errors_of_files_are_listed_by_file_row_column_and_value': async (t) => {
    const page = await as('pec', '/importa');
    await upload(page, [['persone.csv', 'codice;cognome;nome;rapporto\nN1;Neri;Ugo;stagista\nN2;;Ida;ruolo\n'],
      ['assegnazioni (2).csv', 'persona;unita;dal\nN1;NO;31/02/2026\n']]);
    const rows = await page.locator('#errori tbody tr').allTextContents();
    const row = await page.locator('#errori tbody tr').first().locator('td').allTextContents();
    t.equal(row.slice(0, 4).join('|'), 'persone.csv|2|rapporto|stagista', 'the first');
    t.ok(row[4].includes('ruolo, comandato'), 'and its remedy');
    t.ok(rows.some((r) => r.includes('31/02/2026')), 'of the other file too');
    t.none(await clean(page));
    t.equal(await page.locator('.conferma').count(), 0, 'nothing can be confirmed');
    await upload(page, [['semischede.csv', 'persona;anno;livello;semischeda;gruppo;totale\n']]);
    t.ok((await page.textContent('main')).includes('non si può correggere direttamente'), 'marks do not come in this way');
    page.noise.length = 0;
    await page.context().close();
  },
  'test_dati__differences_are_shown_then_written_and_the_whole_import_is_undone': async (t) => {
    const page = await as('pec', '/dati/persone');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.scarica a[href*="formato=csv"]')]);
    const text = readFileSync(await download.path(), 'utf8');
    t.equal(text.charCodeAt(0), 0xfeff, 'a mark for spreadsheets');
    const lines = text.trimEnd().split('\n');
    const at = lines.findIndex((l) => l.startsWith('M012;'));
    lines[at] = lines[at].replace('Istruttori', 'Funzionari');
    for (let i = 0; i < 60; i += 1) lines.push(`NEW${i};Nuova${i};Prova;ruolo;;;`);
    await upload(page, [['persone.csv', lines.join('\r\n')]]);
    t.ok((await page.textContent('main')).includes('61 righe cambiano'), 'how many');
    t.ok((await page.textContent('main')).includes('Funzionari'), 'the changed one');
    t.equal(await page.locator('nav.pagine').count(), 1, 'in pages');
    t.none(await clean(page));
    const shown = page.url();
    t.equal((await page.goto(`${site.url}/dati/persone/NEW1`)).status(), 404, 'nothing is written yet');
    await page.goto(shown);
    await press(page, '.conferma button');
    t.ok(page.url().includes('detto=importato'), 'written');
    const back = await page.getAttribute('.scarica a', 'href');
    await page.goto(`${site.url}/dati/persone/NEW1`);
    await send(page, { nome: 'Altra' });
    await page.goto(site.url + back);
    t.ok((await page.textContent('main')).includes('persone NEW1'), 'what was changed since is named');
    t.equal(await page.locator('.conferma').count(), 0, 'and stands in the way');
    await page.goto(`${site.url}/dati/persone/NEW1`);
    await press(page, '.storia li a');
    await press(page, '.conferma button');
    await page.goto(site.url + back);
    t.ok((await page.textContent('main')).includes('dopo è cambiato di nuovo'), 'a correction taken back is a change too');
    await upload(page, [['indicatori.csv', 'codice;nome;operatore\nIMP1;Uno;>=\nIMP2;Due;<=\n']]);
    await press(page, '.conferma button');
    await press(page, 'text=Annulla questa operazione');
    t.equal(await page.locator('.differenze > li').count(), 2, 'both rows');
    await press(page, '.conferma button');
    t.equal((await page.goto(`${site.url}/dati/indicatori/IMP1`)).status(), 404, 'they are gone');
    page.noise.length = 0;
    await page.context().close();
  },
  'test_utenti__an_account_is_made_with_a_link_shown_once_given_roles_reset_and_disabled': async (t) => {
    const page = await as('tecnico', '/utenti/nuovo');
    await send(page, { persona: 'M013', nome: 'Maiuscolo' }, 'main form button[type=submit]');
    t.ok((await page.textContent('.errori')).includes('lettere minuscole'), 'a name that will not do');
    await send(page, { persona: 'M013', nome: 'nuova.utente' }, 'main form button[type=submit]');
    const link = await page.textContent('#collegamento');
    t.ok(link.startsWith(`${site.url}/invito/`), 'a whole address');
    t.none([...await faults_axe(page), ...await faults_reflow(page)]);
    await page.goto(`${site.url}/utenti/nuova.utente`);
    t.equal(await page.locator('#collegamento').count(), 0, 'it is shown once');
    t.ok((await page.textContent('main')).includes('aspetta la parola d\'ordine'), 'waiting');
    const other = await open(browser);
    await choose(other, link);
    t.equal(await other.textContent('h1'), 'Le mie scadenze', 'signed in');
    await press(page, 'text=Aggiungi un incarico');
    await send(page, { ruolo: 'revisore', dal: '2026-01-01', al: '2026-12-31' });
    await page.goto(`${site.url}/utenti?cerca=nuova`);
    t.ok((await page.textContent('#utenti')).includes('revisore'), 'the role of today');
    t.ok(!(await page.textContent('#utenti')).includes('mai'), 'when she last signed in');
    await press(page, '#utenti tbody a');
    await press(page, 'main button.btn-danger');
    await other.goto(`${site.url}/profilo`);
    t.equal(await other.textContent('h1'), 'Accesso', 'her session ended');
    await press(page, 'main form[action$=collegamento] button');
    await choose(other, await page.textContent('#collegamento'), 'un\'altra parola ancora');
    t.equal(await other.textContent('h1'), 'Le mie scadenze', 'the reset link works');
    const mine = await page.goto(`${site.url}/utenti/tecnico`);
    t.ok(mine.ok() && await page.locator('main form').count() === 0, 'nobody disables himself');
    page.noise.length = 0;
    await page.context().close();
    await other.context().close();
  },
  'test_accessi__who_controls_sees_who_looked_at_whose_sheet': async (t) => {
    const page = await as('sg', '/accessi');
    t.ok((await page.textContent('main')).includes('nessuno ha guardato') || await page.locator('#accessi').count() === 1, 'a list, or that it is empty');
    t.none(await clean(page));
    await page.goto(`${site.url}/accessi?chi=M002&dal=2026-01-01`);
    t.none(await clean(page));
    const csv = await page.evaluate(async () => (await fetch('/accessi?formato=csv')).text());
    t.ok(csv.includes('numero;ora_utc;chi'), 'as a file');
    await page.context().close();
  },
});
await browser.close();
await site.stop();
