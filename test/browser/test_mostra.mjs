// test_mostra.mjs MOSTRA [PICTURES] - the page of all components, in Chromium. PICTURES: a folder for screenshots.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { cartella, faults, launch, open, serve, tests } from './aiuto.mjs';

const [mostra, pictures] = process.argv.slice(2);
const folder = cartella('mostra');
execFileSync(mostra, [folder]);
const site = await serve(folder);
const browser = await launch();

const shoot = async (page, name) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

try {
  await tests({
    'the components have no fault at 1280 pixels, in Italian and in English': async (t) => {
      for (const language of ['it', 'en']) {
        const page = await open(browser);
        await page.goto(`${site.url}/${language}.html`);
        await shoot(page, `${language}-1280`);
        t.none(await faults(page));
        await page.context().close();
      }
    },
    'nor at 320 pixels, with the menu open and shut': async (t) => {
      const page = await open(browser, { width: 320, height: 640 });
      await page.goto(`${site.url}/it.html`);
      await shoot(page, 'it-320');
      t.none(await faults(page));
      await page.click('.menu-stretto > summary');
      await page.click('.menu-stretto .tendina > summary');
      await shoot(page, 'it-320-menu');
      t.ok(await page.isVisible('.menu-stretto a[href="/ciclo/2024"]'), 'the menu does not open');
      t.none(await faults(page));
      await page.context().close();
    },
    'without JavaScript menus and branches still open': async (t) => {
      const page = await open(browser, { width: 320, height: 640, javaScriptEnabled: false });
      await page.goto(`${site.url}/it.html`);
      await page.click('.menu-stretto > summary');
      t.ok(await page.isVisible('.menu-stretto a[href="/albero"]'), 'the menu does not open');
      await page.click('.albero summary');
      t.ok(!await page.isVisible('.albero .foglia'), 'the branch does not close');
      await page.context().close();
    },
    'a first visit weighs less than 150 KB, a second page less than 20': async (t) => {
      for (const path of Object.keys(site.sent)) delete site.sent[path];
      const page = await open(browser);
      await page.goto(`${site.url}/it.html`, { waitUntil: 'networkidle' });
      const first = Object.values(site.sent).reduce((a, b) => a + b, 0);
      console.log(`# first visit: ${first} bytes`, JSON.stringify(site.sent));
      t.ok(first > 20000 && first < 150000, `the first visit weighs ${first}`);
      for (const path of Object.keys(site.sent)) delete site.sent[path];
      await page.goto(`${site.url}/en.html`, { waitUntil: 'networkidle' });
      const second = Object.values(site.sent).reduce((a, b) => a + b, 0);
      t.ok(second > 1000 && second < 20000, `the second page weighs ${second}`);
      t.equal(await page.evaluate(() => document.fonts.check('1rem "Titillium Web"')), true, 'the letters');
      await page.context().close();
    },
    'what people typed is shown as they typed it': async (t) => {
      const page = await open(browser);
      await page.goto(`${site.url}/it.html`);
      t.equal(await page.inputValue('#titolo'), '<script>alert(1)</script>', 'a line');
      t.equal(await page.inputValue('#nota'), '\nprima riga\nseconda', 'a text that begins with an empty line');
      t.equal(await page.evaluate(() => document.activeElement.className.includes('errori')), true, 'focus on the errors');
      await page.context().close();
    },
    'by keyboard: the skip link is first, menus open and shut, errors lead to their fields': async (t) => {
      const page = await open(browser);
      await page.goto(`${site.url}/it.html`);
      await page.evaluate(() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); });
      await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); });
      await page.keyboard.press('Tab');
      t.equal(await page.evaluate(() => document.activeElement.className), 'salta', 'first stop');
      await shoot(page, 'it-1280-salta');
      await page.keyboard.press('Enter');
      t.equal(await page.evaluate(() => document.activeElement.id), 'contenuto', 'after the skip link');
      await page.focus('.menu-largo .tendina > summary');
      await page.keyboard.press('Enter');
      t.ok(await page.isVisible('.menu-largo a[href="/ciclo/2024"]'), 'Enter opens the menu');
      if (pictures) await page.screenshot({ path: join(pictures, 'it-1280-tendina.png') });
      t.none(await faults(page));
      await page.focus('.menu-largo a[href="/ciclo/2024"]');
      await page.keyboard.press('Escape');
      t.ok(!await page.isVisible('.menu-largo a[href="/ciclo/2024"]'), 'Escape shuts it');
      t.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY', 'and goes back to it');
      await page.click('.errori a[href="#verso"]');
      t.equal(await page.evaluate(() => document.activeElement.id), 'verso', 'the group of an error');
      await page.click('.errori a[href="#peso"]');
      t.equal(await page.evaluate(() => document.activeElement.id), 'peso', 'the field of an error');
      await page.context().close();
    },
    'print leaves out what paper cannot do': async (t) => {
      const page = await open(browser);
      await page.goto(`${site.url}/it.html`);
      await page.emulateMedia({ media: 'print' });
      for (const what of ['.menu', '.it-footer', '.scarica', '.salta']) {
        t.ok(!await page.isVisible(what), `${what} is printed`);
      }
      t.ok(await page.isVisible('h1'), 'the title is not printed');
      await shoot(page, 'it-stampa');
      await page.context().close();
    },
  });
} finally {
  await browser.close();
  site.close();
}
