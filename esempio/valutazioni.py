# valutazioni.py - marks of the staff: legal half-sheets found by a small search, changes of dirigente and SG.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""C1-C4 of requirements 7.3, in the default reading (AMB-26, AMB-27)."""


def violazioni(h1, h2):
    """The constraints that the two half-sheets of one group break: [] when they are legal."""
    n, rotti = len(h1), []
    for i, h in enumerate((h1, h2), 1):
        if sum(h) > 32 * n:
            rotti.append('C1.%d' % i)
        if sum(max(0, x - 32) for x in h) != 2 * n:
            rotti.append('C3.%d' % i)
    in_a = [i for i in range(n) if h1[i] >= 37 or h2[i] >= 37]
    singolo = any((h1[i] >= 37) != (h2[i] >= 37) for i in in_a)
    k, r = divmod(n, 3)
    if not (len(in_a) <= k or r and len(in_a) == k + 1 and singolo):
        rotti.append('C4')
    return rotti


def semischeda(caso, n, in_a, margine, fissi):
    """One half-sheet of n marks: those of in_a in band A, the fixed marks as given, positive deviations exactly 2n, sum
    32n - margine or, when the fixed marks weigh more, below it."""
    for _ in range(5000):
        dev = [0] * n
        for i in in_a:
            dev[i] = 5
        liberi = caso.mescola([i for i in range(n) if i not in in_a and i not in fissi])
        alti = liberi[:caso.fra(1, max(1, len(liberi) // 2))]
        da_dare = 2 * n - 5 * len(in_a)
        while da_dare > 0:
            posti = [i for i in in_a if dev[i] < 8] + [i for i in alti if dev[i] < 4] * 2
            if not posti:
                break
            dev[caso.uno(posti)] += 1
            da_dare -= 1
        for i in fissi:
            dev[i] = fissi[i] - 32
        manca = 2 * n + margine + sum(d for d in dev if d < 0)
        bassi = [i for i in liberi if dev[i] <= 0]
        if da_dare or (manca > 0 and not bassi):
            continue
        while manca > 0:
            posti = [i for i in bassi if dev[i] > -9]
            if not posti:
                break
            dev[caso.uno(posti)] -= 1
            manca -= 1
        if manca <= 0:
            return [32 + d for d in dev]
    raise SystemExit('nessuna semischeda legale trovata per %d valutati' % n)


def gruppo_legale(caso, n, a1, a2, margini, fissi1, fissi2):
    h1 = semischeda(caso, n, a1, margini[0], fissi1)
    h2 = semischeda(caso, n, a2, margini[1], fissi2)
    if violazioni(h1, h2):
        raise SystemExit('marcia indietro: ' + ' '.join(violazioni(h1, h2)))
    return h1, h2


def sposta(h1, h2):
    """A dirigente's change that keeps every constraint: two points of half-sheet 1 from one person to another."""
    n = len(h1)
    for d in (2, 1):
        for i in range(n):
            for j in range(n):
                nuovo = list(h1)
                nuovo[i], nuovo[j] = h1[i] - d, h1[j] + d
                if i != j and h1[i] - d > 32 and h1[j] >= 32 and nuovo[j] <= 40 and not violazioni(nuovo, h2):
                    return nuovo
    raise SystemExit('nessuno spostamento legale')


def elementi(caso, totale):
    """Four marks 0..10 that sum to the total, not all alike."""
    e = [totale // 4 + (1 if i < totale % 4 else 0) for i in range(4)]
    for _ in range(caso.fra(1, 3)):
        i, j = caso.fra(0, 3), caso.fra(0, 3)
        if i != j and e[i] > 0 and e[j] < 10:
            e[i], e[j] = e[i] - 1, e[j] + 1
    return caso.mescola(e)
