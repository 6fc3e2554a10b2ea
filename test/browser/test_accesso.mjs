// test_accesso.mjs CICLO - signing in and out in Chromium, on plain 127.0.0.1.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { execFileSync } from 'node:child_process';
import { faults, faults_axe, faults_reflow, launch, open, tests } from './aiuto.mjs';
import { parola, sito } from './sito.mjs';

const program = process.argv[2];
const site = await sito(program, { users: { pec: 'M056', dipendente: 'M012' } });
const browser = await launch();

async function form(page, user, word) {
  await page.fill('#nome', user);
  await page.fill('#parola', word);
  await page.click('main button[type=submit]');
}

await tests({
  'test_accesso__who_has_not_signed_in_is_asked_to_and_comes_back_to_the_page_he_wanted': async (t) => {
    const page = await open(browser);
    await page.goto(`${site.url}/profilo`);
    t.equal(await page.textContent('h1'), 'Accesso', 'heading');
    t.none(await faults(page));
    await form(page, 'pec', parola);
    t.equal(new URL(page.url()).pathname, '/profilo', 'page after signing in');
    const [cookie] = (await page.context().cookies()).filter((c) => c.name === '__Host-ciclo');
    t.ok(cookie && cookie.secure && cookie.httpOnly && cookie.sameSite === 'Lax', 'the cookie is kept, closed to scripts');
    t.none(await faults(page));
    await page.context().close();
  },
  'test_accesso__a_wrong_password_says_no_more_than_a_wrong_name': async (t) => {
    const said = [];
    for (const user of ['pec', 'nessuno']) {
      const page = await open(browser, { javaScriptEnabled: false });
      await page.goto(`${site.url}/entra`);
      await form(page, user, 'questa non è giusta');
      said.push(await page.textContent('.avviso'));
      t.equal(await page.inputValue('#nome'), user, 'the name stays typed');
      await page.context().close();
    }
    t.equal(said[0], said[1], 'words');
  },
  'test_accesso__a_new_password_ends_the_other_sessions': async (t) => {
    const here = await open(browser);
    const there = await open(browser);
    await site.enter(here, 'dipendente', '/profilo');
    await site.enter(there, 'dipendente', '/profilo');
    await here.fill('#vecchia', parola);
    await here.fill('#nuova', 'corta');
    await here.click('main form:nth-of-type(1) button');
    t.ok((await here.textContent('.errori')).includes('12 caratteri'), 'a short one is refused in words');
    t.none([...await faults_axe(here), ...await faults_reflow(here)]);
    await here.fill('#vecchia', parola);
    await here.fill('#nuova', 'quattro parole tutte nuove');
    await here.click('main form:nth-of-type(1) button');
    t.ok((await here.textContent('.messaggi')).includes('è cambiata'), 'it is said');
    await there.goto(`${site.url}/profilo`);
    t.equal(await there.textContent('h1'), 'Accesso', 'the other browser');
    await here.context().close();
    await there.context().close();
  },
  'test_accesso__a_form_sent_after_the_session_ended_goes_on_after_signing_in': async (t) => {
    const page = await open(browser);
    await site.enter(page, 'pec', '/profilo');
    await page.context().clearCookies();
    await page.fill('#vecchia', parola);
    await page.fill('#nuova', 'una parola ancora diversa');
    await page.click('main form:nth-of-type(1) button');
    t.ok((await page.textContent('.avviso')).includes('Ciò che è stato scritto è qui'), 'it is said');
    await form(page, 'pec', parola);
    t.ok((await page.textContent('.messaggi')).includes('è cambiata'), 'what had been asked for was done');
    await page.context().close();
  },
  'test_accesso__a_one_time_link_sets_a_password_once': async (t) => {
    const link = execFileSync(program, ['user', 'reset', 'dipendente', '--db', site.db], { encoding: 'utf8' })
      .match(/\/invito\/\w+/)[0];
    const page = await open(browser);
    await page.goto(site.url + link);
    t.none(await faults(page));
    await page.fill('#nuova', 'scelta dal collegamento');
    await page.click('main button');
    t.equal(await page.textContent('h1'), 'Le mie scadenze', 'signed in');
    const again = await page.goto(site.url + link);
    t.equal(again.status(), 404, 'the second time');
    await page.context().close();
  },
  'test_accesso__the_interface_is_english_one_click_away': async (t) => {
    const page = await open(browser);
    await page.goto(`${site.url}/entra`);
    await page.click('text=English');
    t.equal(await page.textContent('h1'), 'Sign in', 'heading');
    t.equal(await page.getAttribute('html', 'lang'), 'en', 'lang');
    t.none(await faults(page));
    await page.context().close();
  },
});
await browser.close();
await site.stop();
