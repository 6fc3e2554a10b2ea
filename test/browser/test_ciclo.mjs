// test_ciclo.mjs CICLO - home, year, registers, organisation, journal, search and help in Chromium, by role.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { faults, faults_axe, faults_reflow, launch, open, tests } from './aiuto.mjs';
import { roles, sito } from './sito.mjs';

const users = { pec: 'M056', sg: 'M001', dirigente: 'M002', po: 'M005', dipendente: 'M012', trasparenza: 'M059', oiv: 'X04', tecnico: 'X11' };
const site = await sito(process.argv[2], { users });
const browser = await launch();
const { as, go, text } = roles(site, browser);
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
  'test_ciclo__people_and_units_are_known_inside_and_their_contracts_to_who_keeps_them': async (t) => {
    const page = await as('dipendente', {});
    t.equal(await go(page, '/persone?testo=romano'), 200, 'people');
    t.ok((await text(page)).includes('Romano Teresa'), 'found by name');
    await go(page, '/persone/M013');
    t.ok(!(await text(page)).includes('Assunto dal') && !(await text(page)).includes('quota di tempo'), 'not the contract of others');
    t.ok(!(await text(page)).includes('Scheda 2025'), 'no way to their sheet');
    await go(page, '/persone/M012');
    t.ok((await text(page)).includes('Assunto dal'), "one's own");
    t.ok((await text(page)).includes('Scheda 2025'), "the way to one's own sheet");
    t.equal(await go(page, '/persone/NESSUNO'), 404, 'nobody');
    hush(page);
    const office = await as('pec');
    hush(office);
    await go(office, '/persone/M013');
    t.ok((await text(office)).includes('quota di tempo 0,8333'), 'who keeps the records');
    t.none(await faults(office));
    await go(office, '/unita');
    t.ok((await text(office, '.albero')).includes('Serena Marini'), 'heads in the tree');
    t.none(await faults(office));
    await go(office, '/unita/S11');
    t.ok((await text(office)).includes('Patrizia Parisi'), 'who works there');
    t.none(await faults(office));
  },
  'test_ciclo__the_journal_tells_of_a_record_to_who_may_see_it_and_of_marks_not_to_the_person': async (t) => {
    const page = await as('dipendente', {});
    await go(page, '/giornale');
    t.ok(!(await text(page)).includes('Importare dati'), 'not the whole of it');
    t.equal(await go(page, '/giornale?tabella=persone&chiave=M012'), 200, 'his own record');
    t.equal(await go(page, '/giornale?tabella=persone&chiave=M013'), 403, "a colleague's");
    t.equal(await go(page, '/giornale?tabella=semischede&chiave=M012/2025/proposta/1'), 403, 'marks that were proposed');
    t.equal(await go(page, '/giornale?tabella=semischede&chiave=M013/2025/determinata/1'), 403, "a colleague's marks");
    await go(page, '/giornale?voce=2&pagina=1');
    const shown = await text(page);
    t.ok(!shown.includes('Romano'), 'an entry shows no content of others');
    hush(page);
    const oiv = await as('oiv');
    await go(oiv, '/giornale');
    t.ok((await text(oiv)).includes('Importare dati'), 'who controls sees every entry');
    t.none(await faults(oiv));
    await go(oiv, '/giornale?voce=2');
    t.none(await faults_axe(oiv));
    const tecnico = await as('tecnico');
    await go(tecnico, '/giornale?voce=2&pagina=3');
    t.ok(!/Primo elemento|Voto|Prestazione/.test(await text(tecnico)), 'who keeps the machine sees no mark');
  },
  'test_ciclo__the_search_finds_what_the_reader_may_see_and_nothing_else': async (t) => {
    const page = await as('sg', { javaScriptEnabled: false });
    await go(page, '/');
    await page.fill('#testa-q', 'REGISTRO imprese');
    await send(page, '.testa-cerca button');
    t.ok((await text(page)).includes('Qualità e tempi del Registro delle'), 'objectives, whatever the case');
    await go(page, '/cerca?q=unita+priorita');
    t.equal(page.url().endsWith('/cerca?q=unita+priorita'), true, 'stays');
    await go(page, '/cerca?q=PIANO+2026');
    t.ok(await page.locator('section[aria-labelledby=atti] li').count() > 0, 'acts');
    const employee = await as('dipendente', {});
    await go(employee, '/cerca?q=2026');
    t.equal(await employee.locator('section[aria-labelledby=atti]').count(), 0, 'no acts for an employee');
    t.none(await faults(employee));
    await go(employee, '/cerca?q=%3Cscript%3E');
    t.none(await faults(employee));
    await go(employee, '/cerca?q=niente+di+simile+qui');
    t.ok((await text(employee)).includes('Niente per'), 'says that there is nothing');
  },
  'test_ciclo__help_matrix_accessibility_and_licences_are_open_and_clean': async (t) => {
    const page = await open(browser);
    for (const path of ['/aiuto', '/aiuto/atti', '/aiuto/tavolo', '/accessibilita', '/licenze']) {
      t.equal(await go(page, path), 200, path);
      t.none(await faults(page));
    }
    t.equal(await go(page, '/aiuto/altro'), 404, 'a page that is not there');
    await page.context().close();
    const own = await as('po');
    for (const path of ['/matrice', '/matrice?ruolo=po']) {
      await go(own, path);
      t.none(await faults(own));
    }
    await go(own, '/aiuto');
    t.ok((await text(own, '[aria-labelledby=per-lei]')).includes('Dare i punteggi'), 'what is for his role comes first');
    t.ok((await text(own, '[aria-labelledby=altre]')).includes('Dare l'), 'the rest after');
  },
  'test_ciclo__every_page_is_there_in_english': async (t) => {
    const page = await as('sg', {});
    await page.context().addCookies([{ name: 'ciclo-lingua', value: 'en', url: site.url }]);
    for (const path of ['/', '/anno/2026', '/anno/2026/atti', '/riunioni', '/persone', '/unita', '/giornale', '/cerca?q=piano', '/matrice', '/aiuto/atti']) {
      await go(page, path);
      t.equal(await page.getAttribute('html', 'lang'), 'en', path);
      t.none(await faults_reflow(page));
    }
    t.equal(await text(page, 'h1'), 'Record an act', 'a heading');
  },
});
await browser.close();
await site.stop();
