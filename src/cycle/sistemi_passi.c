/* sistemi_passi.c - floor 4: the steps of a rulebook from draft to adoption. Pure: each says what would be written. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/atti.h"
#include "cycle/sistemi.h"

static Err late(SistemaPasso *p, const SistemaVersione *v, const char *what)
{
    p->perche = str_fmt(p->a, "%.*s/%lld è %s: %s", STR_ARG(v->codice), (long long)v->versione,
                        sistema_stato_parola(sistema_stato(p->arch, v)), what);
    return E_CONFLITTO;
}

/* Text as a record keeps it; what it says of itself goes into the record. */
static Err take_text(SistemaPasso *p, Str testo, Str file, SistemaVersione *out)
{
    static const CampoInfo field = {.tipo = CAMPO_LUNGO, .arg = "400000", .nome = "testo", .regola = CAMPO_RICHIESTO};
    Str why, *text = NEW(p->a, Str); /* the field stands at offset 0 of nothing but itself */
    if (!campo_read(p->a, &field, testo, true, text, &why)) {
        difetto(p->d, 0, S("testo"), "%.*s", STR_ARG(why));
        return E_DATI;
    }
    Sistema s;
    Err e = sistema_controlla(*text, file, p->a, &s, p->d);
    if (e) return e;
    out->testo = *text;
    out->titolo = str_sub(s.titolo, 0, s.titolo.n);
    out->impronta = s.impronta;
    out->codice = s.id;
    return OK;
}

static bool of_program(Str id)
{
    ptrdiff_t n;
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(id, str_of(all[i].id))) return true;
    return false;
}

Err sistema_nuovo(SistemaPasso *p, Str testo, Str origine, int64_t anno, Str motivo, SistemaVersione *out)
{
    *out = *(SistemaVersione *)record_new(p->a, entita_info(ENTITA_SISTEMA_VERSIONE));
    out->versione = 1;
    out->anno = anno;
    out->origine = origine;
    out->motivo = motivo;
    if (anno < 1900 || anno > 2999) difetto(p->d, 0, S("anno"), "va da 1900 a 2999");
    Err e = take_text(p, testo, S("sistema"), out);
    if (e) return e;
    if (of_program(out->codice))
        difetto(p->d, 0, S("codice"), "%.*s è il nome di un sistema del programma: sceglierne un altro", STR_ARG(out->codice));
    else if (sistema_versione(p->arch, out->codice, 1))
        difetto(p->d, 0, S("codice"), "%.*s c'è già: scrivere un altro nome, o farne una nuova versione", STR_ARG(out->codice));
    return p->d->lista.n ? E_DATI : OK;
}

Str sistema_rinomina(Arena *a, Str testo, Str id)
{
    for (ptrdiff_t at = 0; at < testo.n;) {
        Str rest = str_sub(testo, at, testo.n);
        ptrdiff_t end = str_find(rest, '\n');
        ptrdiff_t line = end < 0 ? rest.n : end;
        if (str_starts(rest, S("id:")))
            return str_fmt(a, "%.*sid: %.*s%.*s", (int)at, testo.p, STR_ARG(id), STR_ARG(str_sub(rest, line, rest.n)));
        at += line + 1;
    }
    return S("");
}

Err sistema_scrive(SistemaPasso *p, const SistemaVersione *v, Str testo, SistemaVersione *out)
{
    *out = *v;
    if (sistema_stato(p->arch, v) != SISTEMA_BOZZA)
        return late(p, v, v->atto.n ? "non cambia più; farne una nuova versione" : "per cambiarlo riprenderlo prima come bozza");
    Err e = take_text(p, testo, v->codice, out);
    if (e) return e;
    if (str_eq(out->codice, v->codice)) return OK;
    difetto(p->d, 0, S("testo"), "/id: il testo ha id %.*s: deve restare %.*s", STR_ARG(out->codice), STR_ARG(v->codice));
    out->codice = v->codice;
    return E_DATI;
}

Err sistema_propone(SistemaPasso *p, const SistemaVersione *v, SistemaVersione *out)
{
    *out = *v;
    if (sistema_stato(p->arch, v) != SISTEMA_BOZZA) return late(p, v, "si propone una bozza");
    out->proposto = p->oggi;
    return OK;
}

Err sistema_riprende(SistemaPasso *p, const SistemaVersione *v, SistemaVersione *out)
{
    *out = *v;
    SistemaStato s = sistema_stato(p->arch, v);
    if (s != SISTEMA_PROPOSTO && s != SISTEMA_CON_PARERE) return late(p, v, "si riprende ciò che è proposto e non adottato");
    out->proposto = (Date){0};
    out->parere = out->parere_testo = out->parere_atto = S("");
    out->parere_data = (Date){0};
    return OK;
}

Err sistema_parere(SistemaPasso *p, const SistemaVersione *v, const SistemaVersione *said, SistemaVersione *out)
{
    *out = *v;
    SistemaStato s = sistema_stato(p->arch, v);
    if (s != SISTEMA_PROPOSTO && s != SISTEMA_CON_PARERE) return late(p, v, "il parere si dà su ciò che è proposto");
    out->parere = said->parere;
    out->parere_data = date_is(said->parere_data) ? said->parere_data : p->oggi;
    out->parere_testo = said->parere_testo;
    out->parere_atto = said->parere_atto;
    if (!out->parere.n) difetto(p->d, 0, S("parere"), "manca: scegliere l'esito");
    if (date_cmp(out->parere_data, p->oggi) > 0) difetto(p->d, 1, S("parere_data"), "è nel futuro");
    if (date_cmp(out->parere_data, v->proposto) < 0)
        difetto(p->d, 1, S("parere_data"), "è prima della proposta, che è del %.*s", STR_ARG(date_italian(p->a, v->proposto)));
    if (!str_eq(out->parere, S("positivo")) && out->parere.n && !str_trim(out->parere_testo).n)
        difetto(p->d, 2, S("parere_testo"), "manca: dire le osservazioni o le ragioni");
    const Atto *x = out->parere_atto.n ? atto_registrato(p->arch, p->a, out->parere_atto) : NULL;
    if (out->parere_atto.n && !x) difetto(p->d, 3, S("parere_atto"), "non è nel registro degli atti: registrarlo prima");
    if (x && !str_eq(x->organo, S("oiv"))) difetto(p->d, 3, S("parere_atto"), "non è un atto dell'OIV");
    return p->d->lista.n ? E_DATI : OK;
}

static Str option(const Sistema *s, const char *key)
{
    const Tree *t = tree_get(tree_get(&s->tree, S("opzioni")), str_of(key)), *v = tree_get(t, S("valore"));
    return v ? v->text : S("");
}

/* Giunta alone, Consiglio alone, or both one after the other: then the Consiglio's act comes last (AMB-01). */
static const char *who_adopts(const Sistema *s)
{
    Str smvp = option(s, "approval.smvp");
    return !smvp.n || str_eq(smvp, S("giunta")) ? "giunta" : "consiglio";
}

bool sistema_atto_adatto(const SistemaVersione *v, const Sistema *s, const Atto *x, Arena *a, Str *perche)
{
    const char *who = who_adopts(s);
    *perche = S("");
    if (!str_eq(x->organo, str_of(who)))
        *perche = str_fmt(a, "è di %.*s: questo sistema lo adotta %s (approval.smvp)", STR_ARG(x->organo), who);
    else if (x->evento.n)
        *perche = str_fmt(a, "compie un passo del ciclo, %.*s: serve l'atto che adotta il sistema", STR_ARG(x->evento));
    else if (date_is(v->parere_data) && date_cmp(x->data, v->parere_data) < 0)
        *perche = str_fmt(a, "è del %.*s, prima del parere dell'OIV", STR_ARG(date_italian(a, x->data)));
    return !perche->n;
}

Err sistema_adotta(SistemaPasso *p, const SistemaVersione *v, Str atto, Str organo, SistemaVersione *out, Anno *anno)
{
    ptrdiff_t n;
    Str why;
    Sistema s;
    *out = *v;
    *anno = *(Anno *)record_new(p->a, entita_info(ENTITA_ANNO));
    if (sistema_stato(p->arch, v) != SISTEMA_CON_PARERE)
        return late(p, v, v->atto.n ? "è già deciso" : "prima serve il parere dell'OIV (sistema proposto)");
    Err e = take_text(p, v->testo, v->codice, out); /* a newer program may ask for more than the one it was drafted with */
    if (e) return e;
    ASSERT(sistema_controlla(v->testo, v->codice, p->a, &s, p->d) == OK);
    if (str_eq(v->parere, S("negativo")))
        difetto(p->d, 0, S("parere"), "il parere dell'OIV è negativo, e vincola: riprendere la bozza e proporla di nuovo");
    if (str_eq(v->parere, S("non_eseguibile")) && str_eq(option(&s, "oiv.vacant"), S("block")))
        difetto(p->d, 0, S("parere"), "l'OIV non ha potuto esprimersi, e il sistema non ammette di farne a meno (oiv.vacant)");
    const Atto *x = atto.n ? atto_registrato(p->arch, p->a, atto) : NULL;
    if (!x) difetto(p->d, 1, S("atto"), atto.n ? "non è nel registro degli atti: registrarlo prima" : "manca: scegliere l'atto che adotta");
    else if (!sistema_atto_adatto(v, &s, x, p->a, &why)) difetto(p->d, 1, S("atto"), "%.*s %.*s", STR_ARG(atto), STR_ARG(why));
    else if (organo.n && !str_eq(organo, x->organo))
        difetto(p->d, 1, S("atto"), "è di un altro organo: lo registra chi ne ha il ruolo");
    out->atto = atto;
    const Anno *all = ALL(p->arch, Anno, ANNO, &n);
    anno->anno = v->anno;
    for (ptrdiff_t i = 0; i < n; i++)
        if (all[i].anno == v->anno) *anno = all[i];
    anno->sistema = v->codice;
    anno->atto = atto;
    return p->d->lista.n ? E_DATI : OK;
}

Err sistema_rettifica(SistemaPasso *p, const SistemaVersione *v, Str motivo, SistemaVersione *out)
{
    *out = *(SistemaVersione *)record_new(p->a, entita_info(ENTITA_SISTEMA_VERSIONE));
    if (!v->atto.n) return late(p, v, "si rettifica un sistema adottato");
    int64_t next = v->versione + 1;
    while (sistema_versione(p->arch, v->codice, next)) next++;
    const SistemaVersione *last = sistema_versione(p->arch, v->codice, next - 1);
    if (!last->atto.n) return late(p, last, "è già la versione nuova; proporre questa, o cancellarla");
    if (!str_trim(motivo).n) difetto(p->d, 0, S("motivo"), "manca: dire che cosa cambia e perché");
    if (next > 99) difetto(p->d, 0, S("versione"), "le versioni sono già 99");
    out->codice = v->codice;
    out->versione = next;
    out->anno = v->anno;
    out->titolo = v->titolo;
    out->testo = v->testo;
    out->impronta = v->impronta;
    out->origine = str_fmt(p->a, "%.*s/%lld", STR_ARG(v->codice), (long long)v->versione);
    out->motivo = motivo;
    return p->d->lista.n ? E_DATI : OK;
}
