/* page_aiuto.c - floor 6: help, a short page for each thing to do; accessibility; licences. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/tavolo.h"
#include "web/aiuto.thtml.h"
#include "web/comune.h"
#include "web/compiti.h"
#include "web/risorse.h"

enum { PASSI = 6, NOTE = 4 };

/* per: words of roles, "" = everybody. Its words are short: a test counts them (Gulpease 60 at least). vai: where it is
 * done, {anno} the current year; azione: shown to whom this is allowed, AZIONE_COUNT = to whoever has signed in. */
typedef struct AiutoPagina {
    const char *parte, *titolo, *per, *breve;
    const char *passi[PASSI], *note[NOTE];
    const char *vai, *vai_parole;
    Azione azione;
} AiutoPagina;

static const AiutoPagina pagine[] = {
    {"entrare", N_("Entrare e muoversi"), "", N_("Come si entra, come si cerca, come si esce."),
     {N_("Scriva il nome e la parola d'ordine che ha ricevuto."),
      N_("La prima pagina dice che cosa le tocca oggi."),
      N_("In alto c'è il menu. Mostra solo ciò che il suo ruolo può aprire."),
      N_("In alto a destra c'è la ricerca: scriva un nome, un codice o poche parole."),
      N_("Per uscire apra il suo nome in alto, poi prema «Esci».")},
     {N_("Ha perso la parola d'ordine? Chieda un nuovo invito a chi gestisce gli utenti."),
      N_("Se la sessione finisce mentre scrive, entri di nuovo: ciò che ha scritto resta."),
      N_("Le pagine sono anche in inglese: prema «English» in alto.")},
     "/profilo", N_("Apri il profilo"), AZIONE_COUNT},
    {"scadenze", N_("Le mie scadenze"), "", N_("La prima pagina: che cosa fare, ed entro quando."),
     {N_("In cima c'è ciò che è in ritardo. Poi ciò che scade entro un mese."),
      N_("Ogni voce ha un solo tasto: porta alla pagina dove si fa."),
      N_("Più sotto c'è ciò che deve ancora leggere o confermare."),
      N_("In fondo c'è ciò che aspetta altri. Dice che cosa manca e a chi tocca.")},
     {N_("Può avere le date nel suo calendario: prema «Le mie scadenze per il calendario»."),
      N_("Un termine indicativo avvisa e basta. Un termine di legge è scritto a parte.")},
     "/", N_("Apri le mie scadenze"), AZIONE_COUNT},
    {"anno", N_("A che punto è l'anno"), "", N_("Le fasi, gli atti fatti, ciò che manca."),
     {N_("Apra «Ciclo» nel menu."),
      N_("In alto ci sono le fasi: quella piena è la fase di oggi."),
      N_("La tabella «Si può fare adesso» dice che cosa è pronto e a chi tocca."),
      N_("La figura mostra ogni parte dell'anno sulla linea dei mesi."),
      N_("Sotto, passo per passo, ci sono gli atti con la data e il termine.")},
     {N_("Lo stato non si scrive a mano: viene dagli atti e dalle riunioni nei registri."),
      N_("Un atto fuori turno si vede, ma non fa andare avanti l'anno.")},
     "/anno/{anno}", N_("Apri il ciclo"), AZIONE_CICLO_LEGGI},
    {"atti", N_("Registrare un atto"), "consiglio|giunta|sg|dirigente|dirigente_amm_contabile|pec|oiv|trasparenza|revisore",
     N_("Un atto nel registro fa andare avanti l'anno."),
     {N_("Apra «Registri», poi «Atti», poi «Registra un atto»."),
      N_("Scelga il passo del ciclo che l'atto compie. Se non ne compie nessuno, lo lasci vuoto."),
      N_("Scriva codice, numero, data e oggetto."),
      N_("Se ha il file firmato, lo indichi: resta l'impronta, non il file."),
      N_("Dica quali dati riguarda, uno per riga. Se vale per tutti, non scriva niente."),
      N_("Prema «Registra l'atto».")},
     {N_("Registra chi ha il potere di adottare l'atto. Per gli organi lo fa il segretario."),
      N_("Un errore si corregge dalla pagina dell'atto, con un motivo."),
      N_("Un atto messo due volte si toglie dal registro. Il giornale conserva tutto.")},
     "/anno/{anno}/atti", N_("Apri il registro degli atti"), AZIONE_ATTO_LEGGI},
    {"colloqui", N_("Colloqui e riunioni"), "", N_("Registrarli, e dirne la presa visione."),
     {N_("Chi tiene l'incontro apre «Registri», poi «Riunioni e colloqui», poi «Registra una riunione»."),
      N_("Scrive il giorno, l'oggetto e chi partecipa. Un colloquio è di una sola persona valutata."),
      N_("Dopo l'incontro aggiunge il verbale dalla pagina dell'incontro."),
      N_("Chi ha partecipato apre la pagina e preme «Do atto dell'incontro»."),
      N_("Se vuole, scrive prima le sue osservazioni.")},
     {N_("Dare atto non vuol dire essere d'accordo."),
      N_("Un incontro lo legge chi c'era, chi dirige l'area, il Segretario generale e l'OIV.")},
     "/anno/{anno}/riunioni", N_("Apri riunioni e colloqui"), AZIONE_CICLO_LEGGI},
    {"obiettivi", N_("Leggere un obiettivo"), "", N_("Dove sta nell'albero, come va, perché."),
     {N_("Apra l'albero dell'anno. Ogni ramo si apre con un tasto."),
      N_("Accanto al nome c'è lo stato, in parole."),
      N_("Apra un obiettivo per vedere indicatori, target e valori."),
      N_("Prema «Perché questo punteggio» per vedere ogni conto, con la sua norma.")},
     {N_("Vede la sua unità, o quelle che dirige. Gli uffici di controllo vedono tutto."),
      N_("Un valore che manca non conta zero: si dice quanto è stato rilevato.")},
     "/anno/{anno}/albero", N_("Apri l'albero"), AZIONE_COUNT},
    {"scheda", N_("Capire il mio punteggio"), "dipendente|po|dirigente|sg|responsabile_uo",
     N_("La sua scheda, con la prova di ogni numero."),
     {N_("Apra la sua scheda dalla prima pagina, quando la valutazione è decisa."),
      N_("Legga il punteggio, la fascia e, dopo la validazione, la somma."),
      N_("Prema «perché» accanto a un numero: si vedono i dati e la regola."),
      N_("Dopo il colloquio dia atto e, se vuole, scriva le sue osservazioni.")},
     {N_("Finché i voti sono solo proposti, lei non li vede."),
      N_("La scheda è sua. La vedono chi la valuta, il Segretario generale e l'OIV."),
      N_("Chi guarda la scheda di un altro lascia una traccia.")},
     "/anno/{anno}/mia-scheda", N_("Apri la mia scheda"), AZIONE_COUNT},
    {"tavolo", N_("Dare i punteggi a un gruppo"), "po|responsabile_uo|dirigente", N_("Il tavolo: punti, fasce e vincoli sotto gli occhi."),
     {N_("Apra il tavolo del gruppo dalla prima pagina."),
      N_("Scriva i voti nelle caselle. Con il tasto Tab si va avanti, come in un foglio di calcolo."),
      N_("Accanto ai voti vede quanti punti restano e quanti nomi sono in fascia A."),
      N_("Ciò che scrive si salva da solo come bozza."),
      N_("Quando i vincoli sono a posto, invii la proposta.")},
     {N_("Se un vincolo non torna, il tavolo dice quale, e propone i voti più vicini."),
      N_("Può tenere fermo un voto, o dargli un minimo e un massimo. La proposta ne tiene conto."),
      N_("Finché non invia, la proposta non è ufficiale.")},
     "/anno/{anno}/tavolo", N_("Apri il tavolo"), AZIONE_VINCOLI_LEGGI},
    {"verifica", N_("Verificare e rideterminare"), "dirigente|sg", N_("I passi dopo la proposta, ognuno con il suo motivo."),
     {N_("Il dirigente apre il tavolo dei gruppi della sua area."),
      N_("Vede la proposta accanto a ciò che cambia lui. Ogni cambio vuole un motivo."),
      N_("Il Segretario generale vede i due passi e, se serve, scrive il suo."),
      N_("Un atto decide la valutazione. Da quel giorno ognuno vede la sua scheda.")},
     {N_("Se il sistema lo chiede, prima ci vuole il confronto fra i dirigenti: si registra fra le riunioni.")},
     "/anno/{anno}/tavolo", N_("Apri il tavolo"), AZIONE_VINCOLI_LEGGI},
    {"dati", N_("Correggere e importare dati"), "pec|tecnico|sg|ragioneria|paghe|oiv", N_("Una riga alla volta, o un foglio intero."),
     {N_("Apra la tabella che vuole correggere e scelga la riga."),
      N_("Cambi il valore e salvi. Il giornale segna chi, quando e che cosa."),
      N_("Per molti dati scarichi il modello, lo riempia e lo carichi."),
      N_("Ogni riga sbagliata è detta con file, riga, colonna e rimedio."),
      N_("Prima di scrivere vede le differenze. Poi conferma.")},
     {N_("Un'importazione si può annullare tutta, finché nessuno ha cambiato quei dati."),
      N_("Voti, atti e riunioni hanno le loro pagine. Non si correggono qui.")},
     "/dati", N_("Apri i dati"), AZIONE_ENTE_CORREGGE},
    {"utenti", N_("Dare l'accesso a una persona"), "tecnico", N_("Un utente per ogni persona, con un invito che vale una volta."),
     {N_("Registri la persona fra i dati, se non c'è."),
      N_("Le dia gli incarichi, con le date: decidono che cosa può fare."),
      N_("Crei l'utente e mandi alla persona il collegamento dell'invito."),
      N_("La persona lo apre e sceglie la sua parola d'ordine.")},
     {N_("Nessuno può dare un incarico a sé stesso."),
      N_("L'invito scade dopo tre giorni.")},
     "/utenti", N_("Apri gli utenti"), AZIONE_UTENTI_GESTISCE},
    {"relazione", N_("Fare la Relazione"), "pec|sg", N_("Il documento dell'anno, con i numeri già dentro."),
     {N_("Chiuda prima i risultati finali, con i gradi confermati."),
      N_("Apra la Relazione dell'anno e chieda il documento."),
      N_("Il lavoro va avanti da solo. La pagina dice a che punto è."),
      N_("Scarichi il file, lo rilegga, lo porti agli organi."),
      N_("Registri ogni atto: proposta, approvazione, validazione.")},
     {N_("I numeri non si scrivono nel testo: vengono dai dati."),
      N_("Se i dati cambiano, si rifà il documento.")},
     "/anno/{anno}/relazione", N_("Apri la Relazione"), AZIONE_RELAZIONE_GENERA},
    {"sistema", N_("Scrivere le regole"), "pec|sg|oiv|giunta|consiglio", N_("Il sistema di valutazione, dalla bozza all'atto."),
     {N_("Apra «Regole», poi «Sistemi di valutazione»."),
      N_("Copi un sistema che c'è già e gli dia un nome."),
      N_("Lo cambi parte per parte. A ogni salvataggio si controlla tutto."),
      N_("Lo provi sui dati dell'ente: nulla si salva."),
      N_("Lo proponga. L'OIV scrive il suo parere, che vincola."),
      N_("La Giunta lo adotta con un atto del registro.")},
     {N_("Un sistema adottato non cambia più. Per un errore si fa una versione nuova, con il suo atto."),
      N_("Con «Ipotesi» può provare fondi e coefficienti di un anno.")},
     "/sistemi", N_("Apri i sistemi"), AZIONE_SISTEMA_LEGGI},
    {"controllo", N_("Controllare chi ha scritto che cosa"), "oiv|revisore|auditor|sg|tecnico", N_("Il giornale e la sua catena."),
     {N_("Apra «Registri», poi «Giornale»."),
      N_("Ogni voce dice chi, quando, con quale atto e quanti dati."),
      N_("Apra una voce per vedere i dati, se il suo ruolo li può vedere."),
      N_("Dalla pagina di un dato apra «Storia nel giornale»: si vede ogni cambio."),
      N_("In fondo c'è l'ancora. Se la conserva, può provare che nulla è stato tolto.")},
     {N_("Il giornale non si cancella. Quando una persona è cancellata, restano le impronte.")},
     "/giornale", N_("Apri il giornale"), AZIONE_VERIFICA_GIORNALE},
    {"pubblicare", N_("Pubblicare"), "trasparenza", N_("Che cosa esce, e quando può uscire."),
     {N_("Controlli nel ciclo che l'atto di approvazione ci sia."),
      N_("Pubblichi il documento. Se manca un passo, il programma dice quale."),
      N_("Registri l'atto di pubblicazione con la data."),
      N_("Guardi il sito pubblico: è ciò che vede un cittadino.")},
     {N_("Non escono mai i voti di una persona. I gruppi troppo piccoli si tolgono dalle tabelle.")},
     "/anno/{anno}", N_("Apri il ciclo"), AZIONE_PUBBLICA},
};

/* One of the reader's roles of today is among those of the page. */
static bool his(Page *p, const AiutoPagina *x)
{
    ptrdiff_t n;
    if (!*x->per) return true;
    if (!p->img || !p->token.n) return false;
    const Incarico *all = ALL(immagine_archivio(p->img), Incarico, INCARICO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(all[i].persona, p->persona) || !incarico_oggi(&all[i], p->oggi)) continue;
        for (Str rest = str_of(x->per); rest.n;) {
            ptrdiff_t bar = str_find(rest, '|');
            if (str_eq(all[i].ruolo, bar < 0 ? rest : str_sub(rest, 0, bar))) return true;
            rest = bar < 0 ? S("") : str_sub(rest, bar + 1, rest.n);
        }
    }
    return false;
}

static Str told(Page *p, const char *text) { return tr_str(p->h.lingua, str_of(text)); }

void aiuto_indice(Page *p)
{
    AiutoIndice v = {0};
    for (ptrdiff_t i = 0; i < COUNT_OF(pagine); i++) {
        AiutoVoce x = {.dove = {told(p, pagine[i].titolo), str_fmt(p->a, "/aiuto/%s", pagine[i].parte)}, .breve = told(p, pagine[i].breve)};
        if (p->token.n && his(p, &pagine[i])) *PUSH(p->a, &v.mie) = x;
        else *PUSH(p->a, &v.altre) = x;
    }
    aiuto_indice_corpo(&p->h, &v);
    page_done(p, _("Aiuto"), S(""));
}

static Str for_whom(Page *p, const AiutoPagina *x)
{
    Buf b = buf_new(p->a);
    for (Str rest = str_of(x->per); rest.n;) {
        ptrdiff_t bar = str_find(rest, '|');
        Str word = nome_ruolo(p, bar < 0 ? rest : str_sub(rest, 0, bar));
        buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(word));
        rest = bar < 0 ? S("") : str_sub(rest, bar + 1, rest.n);
    }
    return b.n ? buf_str(&b) : _("tutti");
}

static Collegamento way(Page *p, const AiutoPagina *x)
{
    if (!p->token.n || !p->img) return (Collegamento){.url = S("")};
    int64_t year = immagine_anno_corrente(p->img);
    bool may = x->azione == AZIONE_COUNT || his(p, x) || page_puo(p, x->azione, (Ambito){.anno = year});
    TrArg word = {"anno", nome_anno(p, year)};
    bool of_year = str_find(str_of(x->vai), '{') >= 0;
    if (!may || (of_year && !year)) return (Collegamento){.url = S("")};
    return (Collegamento){told(p, x->vai_parole), tr_fill(p->a, str_of(x->vai), &word, 1)};
}

static Str points(Page *p, int64_t n, int parts)
{
    return html_decimali(&p->h, num_ratio(p->a, n, parts), n % parts == 0 ? 0 : n * 2 % parts == 0 ? 1 : 2);
}

/* What groups can reach (requirements 10.3), by the rules of the year in force for who is inside, else by the criteria's. */
static void reach(Page *p, AiutoVista *v)
{
    enum { FINO = 20 };
    PropostaRegole r;
    int parts = 1;
    int64_t year = p->token.n && p->img ? immagine_anno_corrente(p->img) : 0;
    const ImmagineAnno *own = year ? immagine_anno(p->img, year) : NULL;
    Sistema *s = NEW(p->a, Sistema);
    if (own && own->sistema_noto && own->sistema.ha_personale) {
        tavolo_regole(immagine_archivio(p->img), &own->sistema, year, p->a, &r, &parts);
        TrArg arg = {"anno", nome_anno(p, year)};
        v->tavola_di = tr_fill(p->a, _("Con le regole del {anno}."), &arg, 1);
    } else {
        if (sistema_load(S("criteri-2018"), p->a, s)) return;
        tavolo_regole(NULL, s, 0, p->a, &r, &parts);
        v->tavola_di = _("Con le regole dei criteri, senza scelte di un ente.");
    }
    for (int n = 1; n <= FINO; n++) {
        PropostaRiga x;
        proposta_riga(&r, n, &x);
        *PUSH(p->a, &v->tavola) = (AiutoRiga){
            .n = str_fmt(p->a, "%td", x.n), .plafond = points(p, x.plafond, parts), .positivi = points(p, x.positivi, parts),
            .c3 = str_fmt(p->a, "%td", x.max_c3), .terzo = str_fmt(p->a, "%td", x.terzo), .resto = str_fmt(p->a, "%td", x.resto),
            .semischeda = str_fmt(p->a, "%td", x.max_semischeda), .nomi = str_fmt(p->a, "%td", x.max_nomi),
            .segni = str_fmt(p->a, "%td", x.max_segni), .possibile = x.possibile};
    }
}

void aiuto_mostra(Page *p)
{
    const AiutoPagina *x = NULL;
    for (ptrdiff_t i = 0; i < COUNT_OF(pagine); i++)
        if (str_eq(p->par[PAR_PARTE], str_of(pagine[i].parte))) x = &pagine[i];
    if (!x) {
        page_status(p, 404, S(""));
        return;
    }
    AiutoVista v = {.breve = told(p, x->breve), .per_chi = for_whom(p, x), .vai = way(p, x)};
    for (int i = 0; i < PASSI && x->passi[i]; i++) *PUSH(p->a, &v.passi) = told(p, x->passi[i]);
    for (int i = 0; i < NOTE && x->note[i]; i++) *PUSH(p->a, &v.note) = told(p, x->note[i]);
    if (!strcmp(x->parte, "tavolo")) reach(p, &v);
    aiuto_corpo(&p->h, &v);
    Collegamento up[] = {{_("Aiuto"), S("/aiuto")}};
    page_frame(p, &(PageFrame){.titolo = told(p, x->titolo), .corrente = S(""), .briciole = up, .n_briciole = 1});
}

void accessibilita_mostra(Page *p)
{
    accessibilita_corpo(&p->h);
    page_done(p, _("Accessibilità"), S(""));
}

void licenze_mostra(Page *p)
{
    licenze_corpo(&p->h, asset_licenze());
    page_done(p, _("Licenze"), S(""));
}
