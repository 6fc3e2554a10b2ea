#!/usr/bin/env python3
# doc_dati.py - writes the tables of doc/formato-dati.md and doc/sistema.md from the declarations in src.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""doc_dati.py [--verifica]: rewrites what stands between <!-- TABLE --> and <!-- / -->; the other words are people's.

Between <!-- = FILE --> and <!-- / --> stands what another declaration says. With --verifica nothing is written and a page that is not current fails. A table without its place in the page, a place
without its table and places in another order than the declaration's fail too."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGINA = ROOT / 'doc' / 'formato-dati.md'
SISTEMA = ROOT / 'doc' / 'sistema.md'
REGOLA = {'K': 'chiave', 'KO': 'chiave, può mancare', 'R': 'obbligatoria', 'O': ''}
ENTITA = re.compile(r'^ENTITA\(\w+, (\w+), (\w+), ([PN]), "[^"]*",\n(.*?)^\)', re.S | re.M)
POSTO = re.compile(r'<!-- (\w+) -->\n.*?<!-- / -->\n', re.S)


def migliaia(numero):
    """-999999999999999 as people write it."""
    return f'{int(numero):,}'.replace(',', '.')


def limiti(arg):
    da, a = arg.split(':')[0].split('..')
    return f'da {da} a {a}' if len(da) < 6 and len(a) < 5 else f'da {migliaia(da)} a {migliaia(a)}'


def che_cosa(tipo, arg, tavole):
    if tipo == 'RIF':
        return f'codice di `{tavole[arg]}`'
    if tipo == 'INTERO':
        return 'anno' if arg == '1900..2999' else 'intero ' + limiti(arg)
    if tipo == 'DECIMALE':
        return f'numero {limiti(arg)}, al massimo {arg.split(":")[1]} decimali'
    if tipo == 'SCELTA':
        return ', '.join(f'`{p}`' for p in arg.split('|'))
    if tipo == 'LUNGO' and arg:
        return f'testo anche di più righe, al massimo {migliaia(arg)} caratteri'
    return {'CODICE': 'codice, al massimo 64 caratteri', 'TESTO': 'testo su una riga, al massimo 500 caratteri',
            'LUNGO': 'testo anche di più righe, al massimo 20.000 caratteri', 'EURO': 'euro, con due decimali',
            'DATA': 'giorno'}[tipo]


def leggi_def():
    """[(table, about a person, [(rule, kind, name, arg, source)])] in the order of the declaration."""
    testo = (ROOT / 'src/model/entita.def').read_text(encoding='utf-8')
    testo = re.sub(r'/\*.*?\*/', '', testo, flags=re.S).replace('\\\n', ' ')
    for nome, valore in re.findall(r'#define (\w+) ((?:\s*"[^"]*")+)', testo):
        testo = re.sub(rf'(?<!#define )\b{nome}\b', lambda m, v=valore: v, testo)
    testo = re.sub(r'"\s*"', '', testo)
    tavole, nomi = [], {}
    for tipo, tavola, personale, corpo in ENTITA.findall(testo):
        campi = re.findall(r'^\s+(KO|[KRO])\((\w+), (\w+), *("[^"]*"|\w*) *, "([^"]*)"\)', corpo, re.M)
        if len(campi) != len(re.findall(r'^\s+(?:KO|[KRO])\(', corpo, re.M)):
            raise SystemExit(f'entita.def: campi di {tavola} non riconosciuti')
        nomi[tipo] = tavola
        tavole.append((tavola, personale == 'P', [(r, t, n, a.strip('"'), f) for r, t, n, a, f in campi]))
    return tavole, nomi


def blocco(tavola, campi, nomi):
    righe = [f'<!-- {tavola} -->', '', '| colonna | | che cosa contiene | fonte |', '|---|---|---|---|']
    for regola, tipo, nome, arg, fonte in campi:
        righe.append(f'| `{nome}` | {REGOLA[regola]} | {che_cosa(tipo, arg, nomi)} | {fonte} |')
    return '\n'.join(righe + ['', '<!-- / -->', ''])


def leggi_parametri():
    """[(key, kind, arg, unit, source, words)] in the order of the declaration."""
    testo = (ROOT / 'src/model/parametri.def').read_text(encoding='utf-8')
    testo = re.sub(r'"\s*"', '', re.sub(r'/\*.*?\*/', '', testo, flags=re.S).replace('""', '"\0"'))
    righe = re.findall(r'^PARAMETRO\("([^"]*)", (\w+), "([^"]*)", "([^"]*)", "([^"]*)",\s*"([^"]*)"\)', testo, re.M)
    if len(righe) != len(re.findall(r'^PARAMETRO\(', testo, re.M)):
        raise SystemExit('parametri.def: righe non riconosciute')
    return [tuple(c.replace('\0', '') for c in r) for r in righe]


def valore_parametro(tipo, arg, unita):
    if tipo == 'PERCENTUALI':
        return f'da 1 a {arg.split(":")[0]} percentuali separate da spazi'
    if tipo == 'PAROLA':
        return che_cosa('SCELTA', arg, {})
    if tipo == 'TAVOLA':
        return f'righe {unita}'
    if tipo == 'SCELTA':
        return 'quello che l\'opzione ammette'
    if tipo == 'PROCESSO':
        return 'quello che la voce ammette'
    return f'{che_cosa(tipo, arg, {})} ({unita})'


def tavola_parametri():
    righe = ['| chiave | valore | che cosa dice | fonte |', '|---|---|---|---|']
    for chiave, tipo, arg, unita, fonte, parole in leggi_parametri():
        righe.append(f'| `{chiave}` | {valore_parametro(tipo, arg, unita)} | {parole} | {fonte} |')
    return '\n'.join(righe)


FORME = {'GIORNO': 'mese e giorno (`09-30`)', 'PAROLA': 'un nome', 'ELENCO': 'nomi separati da virgole', 'TESTO': 'un testo',
         'TERMINE': '`fixed:01-31`, `approval+30D`, `approval+1M`; con `;soft` il ritardo è solo un avviso'}


def tavola_opzioni():
    testo = (ROOT / 'src/rules/opzioni_processo.c').read_text(encoding='utf-8')
    righe = ['| opzione | valori |', '|---|---|']
    for chiave, forma, parole in re.findall(r'^    \{"([^"]+)", (\w+), "([^"]*)"\},', testo, re.M):
        ammesse = ', '.join(f'`{p}`' for p in parole.split()) + (', anche più di una' if forma == 'ALCUNE' else '')
        righe.append(f'| `{chiave}` | {FORME.get(forma) or ammesse} |')
    return '\n'.join(righe)


def leggi_voci(macro, quanti):
    """Rows of a macro of sistema_voci.def, each a list of its arguments without quotation marks."""
    testo = (ROOT / 'src/rules/sistema_voci.def').read_text(encoding='utf-8')
    righe = []
    for riga in re.findall(rf'^{macro}\(("(?:[^"\\]|\\.)*"(?:,\s*(?:"(?:[^"\\]|\\.)*"|\w+))*)\)$', testo, re.M):
        celle = [c.strip('"') for c in re.findall(r'"(?:[^"\\]|\\.)*"|\w+', riga)]
        if len(celle) != quanti:
            raise SystemExit(f'sistema_voci.def: {macro} non riconosciuta: {riga}')
        righe.append(celle)
    if len(righe) != len(re.findall(rf'^{macro}\("', testo, re.M)):
        raise SystemExit(f'sistema_voci.def: righe di {macro} non riconosciute')
    return righe


AMMESSI = {'TESTO': 'un testo', 'FONTE': 'una fonte', 'ANNO': 'un anno', 'TERMINE': 'un termine', 'RUOLI': 'ruoli di `incarichi`, con `|`',
           'ATTI': 'tipi di `atti` o `riunioni`, con `|`', 'PAROLA': 'una parola di `ciclo cycle --eventi`'}


def tavola_voci():
    righe = ['| posto | che cos\'è | che cosa ammette | fonte |', '|---|---|---|---|']
    for posto, specie, arg, _, etichetta, fonte in leggi_voci('VOCE', 6):
        if specie in ('NUMERO', 'INTERO'):
            ammesso = f'{"numero" if specie == "NUMERO" else "intero"} da {arg.split("..")[0]} a {arg.split("..")[1]}'
        else:
            ammesso = ', '.join(f'`{p}`' for p in arg.split('|')) if specie == 'PAROLA' and arg else AMMESSI[specie]
        righe.append(f'| `{posto}` | {etichetta} | {ammesso} | {fonte} |')
    return '\n'.join(righe)


def tavola_letture():
    letture = leggi_voci('LETTURA', 3)
    righe = ['| opzione | passo | valore | che cosa vuol dire |', '|---|---|---|---|']
    for chiave, _, passo, etichetta, domanda in leggi_voci('OPZIONE', 5):
        righe.append(f'| `{chiave}` | {passo} | | **{etichetta}** {domanda} |')
        for parola, parole in [x[1:] for x in letture if x[0] == chiave]:
            valore = 'ogni altro valore' if parola == '*' and any(x[0] == chiave and x[1] != '*' for x in letture) else 'il valore' if parola == '*' else f'`{parola}`'
            righe.append(f'| | | {valore} | {parole.replace("{}", "…")} |')
    return '\n'.join(righe)


def tavola_formule():
    testo = (ROOT / 'src/rules/formule_criteri.h').read_text(encoding='utf-8')
    righe = ['| voce | come sta nei criteri | tipo | termini |', '|---|---|---|---|']
    testo = re.sub(r'" \\\n\s*"', '', testo.split('#define FORMULE_CRITERI(X)')[1].split('typedef')[0].replace('", \\\n', '",\n'))
    for chiave, formula, tipo, termini in re.findall(r'X\(\w+, "([^"]+)",\s*"([^"]+)",\s*"([^"]+)",\s*"([^"]+)"\)', testo):
        nomi = ', '.join('`%s` (%s)' % tuple(t.split(':')) for t in termini.split())
        righe.append(f'| `{chiave}` | `{formula}` | {tipo} | {nomi} |')
    return '\n'.join(righe)


ALTRE = {'formule_criteri.h': tavola_formule, 'parametri.def': tavola_parametri, 'opzioni_processo.c': tavola_opzioni,
         'voci': tavola_voci, 'letture': tavola_letture}
ALTRO = re.compile(r'<!-- = ([\w.]+) -->\n.*?<!-- / -->\n', re.S)


def altre(testo):
    return ALTRO.sub(lambda m: f'<!-- = {m[1]} -->\n\n{ALTRE[m[1]]()}\n\n<!-- / -->\n', testo)


def main():
    tavole, nomi = leggi_def()
    prima = PAGINA.read_text(encoding='utf-8')
    posti, attese = [m.group(1) for m in POSTO.finditer(prima)], [t[0] for t in tavole]
    if posti != attese:
        diversa = next((x for x in zip(posti + ['(niente)'], attese + ['(niente)']) if x[0] != x[1]), None)
        raise SystemExit(f'doc/formato-dati.md: le tabelle non sono quelle di entita.def, in quell\'ordine: {diversa}')
    blocchi = {t: blocco(t, campi, nomi) for t, _, campi in tavole}
    pagine = {PAGINA: altre(POSTO.sub(lambda m: blocchi[m.group(1)], prima)),
              SISTEMA: altre(SISTEMA.read_text(encoding='utf-8'))}
    for pagina, dopo in pagine.items():
        if '--verifica' not in sys.argv:
            pagina.write_text(dopo, encoding='utf-8')
        elif dopo != pagina.read_text(encoding='utf-8'):
            raise SystemExit(f'doc/{pagina.name} non è aggiornata: rifarla con python3 script/doc_dati.py')


if __name__ == '__main__':
    main()
