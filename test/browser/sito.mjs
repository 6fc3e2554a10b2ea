// sito.mjs - the real program for the browser tests: the example body in a folder of its own, served on a free port.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { execFileSync, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cartella, figlio, open } from './aiuto.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const parola = 'esempio ciclo 2026';

// await sito(CICLO, { users: { pec: 'M056' }, oggi: '2026-11-21', empty: false })
//   { url, db, folder, ciclo(...args), start(day), kill(), stop(), enter(page, user, path) }; serve: more of its options
export async function sito(program, { users = {}, oggi = '2026-11-21', empty = false, evaluate = true,
  serve = [] } = {}) {
  const folder = cartella('sito');
  const db = join(folder, 'ente.db');
  const ciclo = (...args) => execFileSync(program, [...args, '--db', db, '--oggi', oggi], { encoding: 'utf8' });
  ciclo('init', '--codice', 'CCIAA', '--nome', 'Camera di Commercio di Esempio', '--esempio');
  if (!empty) ciclo('import', join(root, 'esempio'));
  if (!empty && evaluate) ciclo('evaluate', '--anno', '2025', '--as', 'M056');
  for (const [name, person] of Object.entries(users)) {
    execFileSync(program, ['user', 'add', name, '--persona', person, '--parola', '-', '--db', db, '--oggi', oggi],
      { input: `${parola}\n` });
  }
  const site = { db, folder, ciclo, url: '', port: '0' };
  site.start = (day = oggi) => new Promise((done, fail) => {
    const child = figlio(spawn(program, ['serve', '--porta', site.port, '--db', db, '--oggi', day, ...serve],
      { stdio: ['ignore', 'pipe', 'inherit'] }));
    site.child = child;
    child.stdout.on('data', (text) => {
      site.url = String(text).match(/http:\/\/[^/]+/)[0];
      site.port = site.url.split(':').pop();
      done();
    });
    child.on('exit', (code) => fail(new Error(`serve ended: ${code}`)));
  });
  site.end = (signal) => new Promise((done) => {
    if (site.child.exitCode !== null || site.child.signalCode) { done(); return; }
    site.child.removeAllListeners('exit');
    site.child.on('exit', done);
    site.child.kill(signal);
  });
  site.kill = () => site.end('SIGKILL');
  site.stop = async () => { await site.end('SIGTERM'); rmSync(folder, { recursive: true }); };
  site.enter = async (page, user, path = '/') => {
    await page.goto(`${site.url}/entra?verso=${encodeURIComponent(path)}`);
    await page.fill('#nome', user);
    await page.fill('#parola', parola);
    await page.click('main button[type=submit]');
    await page.waitForURL(`${site.url}${path}`);
  };
  await site.start();
  return site;
}

// One page a role, signed in once: as(user) the page, go(page, path) the status, text(page) what it says.
export function roles(site, browser) {
  const pages = {};
  return {
    as: async (user, context = {}) => {
      const key = user + JSON.stringify(context);
      if (!pages[key]) {
        pages[key] = await open(browser, context);
        await site.enter(pages[key], user);
      }
      return pages[key];
    },
    go: async (page, path) => (await page.goto(site.url + path)).status(),
    text: (page, selector = 'main') => page.textContent(selector),
  };
}
