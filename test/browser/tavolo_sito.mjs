// tavolo_sito.mjs - two groups of 2026 to be evaluated, and hands to do it with: for the tests of the desk.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cartella, faults_axe, faults_reflow, faults_source, launch, open } from './aiuto.mjs';
import { sito } from './sito.mjs';

// A group of six in 2026 and one of twenty; the final results of 2026 are closed, the dirigenti have not met yet.
const DAY = '2027-04-10';
export const SIX = '/anno/2026/tavolo/G2026-S11', TWENTY = '/anno/2026/tavolo/G2026-S13';
export const N1 = [[40, 36, 32, 30, 28, 26], [38, 38, 32, 32, 28, 24]]; // requirements 10.3, N1: accepted
export const N2 = [[40, 36, 32, 32, 30, 28], N1[1]];                    // six points over the plafond

const folder = cartella('tavolo');
const esempio = fileURLToPath(new URL('../../esempio', import.meta.url));
const sheets = readFileSync(join(esempio, 'schede.csv'), 'utf8').split('\n');
const of2026 = sheets.filter((line) => /^M0\d\d;2026;personale;/.test(line)).map((line) => line.split(';'));
const moved = of2026.slice(0, 26).map((f, i) => {
  [f[5], f[6]] = i < 6 ? ['M005', 'S11'] : ['M007', 'S13'];
  return f.join(';');
});
writeFileSync(join(folder, 'schede.csv'), [sheets[0], ...moved, ''].join('\n'));
writeFileSync(join(folder, 'gruppi.csv'), 'codice;anno;valutatore;unita;deroga_motivo;deroga_atto\n' +
  'G2026-S11;2026;M005;S11;;\nG2026-S13;2026;M007;S13;;\n');
writeFileSync(join(folder, 'atti.csv'),
  'codice;tipo;numero;data;organo;oggetto;anno;evento;protocollo;file;impronta;motivo\n' +
  'P1;altro;1/2027;2027-02-02;pec;Raccolta dei dati finali;2026;consuntivo.avvia;;;;\n' +
  'P2;altro;2/2027;2027-03-20;pec;Rapporto finale;2026;consuntivo.chiude;;;;\n');

const parameters = join(cartella('tavolo-parametri'), 'parametri.csv');
writeFileSync(parameters, 'anno;chiave;dal;valore;atto\n2026;scelta.staff.step;2026-01-01;0.5;P1\n');

export const site = await sito(process.argv[2], { oggi: DAY, evaluate: false,
  users: { po: 'M005', po7: 'M007', dirigente: 'M002', sg: 'M001', dipendente: 'M012' } });
site.ciclo('import', folder);
rmSync(folder, { recursive: true });
export const browser = await launch();

export const cell = (page, person, half, field) => page.locator(`[id="p${person}-${half}-${field}"]`);
// Of a page that cannot be asked for again: it answered a form, or holds what is not saved.
export async function here_faults(page) {
  const expected = /status of (401|409|422)|ERR_CONNECTION_REFUSED|\/(conta|bozza)$/;
  return [...page.source ? await faults_source(page.source) : [], ...await faults_axe(page), ...await faults_reflow(page),
    ...page.noise.splice(0).filter((line) => !expected.test(line))];
}
export const marks = async (page, half, n) => {
  const got = [];
  for (let i = 0; i < n; i++) got.push(await cell(page, i, half, 'totale').inputValue());
  return got.join(' ');
};
export const saved = (page) => page.waitForFunction(() =>
  /Salvato alle \d\d:\d\d/.test(document.getElementById('bozza-stato').textContent));
export const counter = (page, half, column) =>
  page.locator(`.conti tbody tr:nth-child(${half}) td`).nth(column).innerText();
export async function desk(user, path, options) {
  const page = await open(browser, options);
  await site.enter(page, user, path);
  return page;
}
// With the keys alone.
export async function press(page, name) {
  const button = page.getByRole('button', { name }).last();
  const [answer] = await Promise.all([page.waitForNavigation(), button.press('Enter')]);
  page.source = await answer.text();
  page.noise = page.noise.filter((line) => !/\/(conta|bozza)$/.test(line)); // overtaken by the page itself
}
export async function type(page, person, half, field, text) {
  await cell(page, person, half, field).focus();
  await page.keyboard.press('Control+a');
  await (text ? page.keyboard.type(text) : page.keyboard.press('Delete'));
}
export async function shut(page) {
  await page.context().close();
}
export async function paste(page, person, half, field, text) {
  await cell(page, person, half, field).focus();
  await page.evaluate((t) => {
    const data = new DataTransfer();
    data.setData('text/plain', t);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }, text);
}
// Rows stand by name, people by code: fill by their number.
export async function fill(page, half, values) {
  for (const [i, v] of values.entries()) await cell(page, i, half, 'totale').fill(String(v));
}

// What the body chose for 2026, from here on.
export function halves_of_a_point() {
  site.ciclo('import', parameters);
}

export async function end() {
  await browser.close();
  await site.stop();
}
