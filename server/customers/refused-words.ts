/** Why a row was set aside, for the spreadsheet in which it is mended: in the words of the screen, which a test holds them to. */
const REASONS: Readonly<Record<'fr' | 'en', Readonly<Record<string, string>>>> = {
  fr: {
    'name-missing': 'aucun nom',
    'name-is-note': 'une mention à la place du nom (décès, succession, ne pas appeler)',
    'total-line': 'une ligne de total ou de bas de page',
    'header-again': 'l’en-tête, une fois de plus',
    'too-many-columns': 'plus de cases que de colonnes',
    'quote-not-closed': 'un guillemet n’est pas refermé',
    'json-malformed': 'ligne JSON illisible',
    'line-too-long': 'ligne trop longue',
    'database-refused': 'la base a refusé la ligne',
    'date-missing': 'aucune date',
    'time-unreadable': 'heure illisible',
    'customer-missing': 'rien ne dit qui vient',
    'customer-unknown': 'personne de ce nom ici',
    'customer-ambiguous': 'plusieurs personnes possibles',
    'key-of-another': 'ce numéro est celui de quelqu’un d’autre',
    'erased-on-request': 'personne effacée à sa demande : rien de la ligne n’est gardé',
    'erased-by-retention': 'personne effacée au terme de sa durée : rien de la ligne n’est gardé',
    'number-missing': 'aucun numéro',
    'number-cut': 'numéro abrégé par le tableur (1,04568E+18) : ses derniers chiffres sont perdus',
    'date-to-come': 'date à venir',
    'consent-unreadable': 'réponse illisible',
    'channel-unreadable': 'canal illisible',
    'proof-missing': 'un oui sans preuve',
    'later-word-stands': 'la personne a dit autre chose depuis',
    'date-unreadable': 'date illisible',
  },
  en: {
    'name-missing': 'no name',
    'name-is-note': 'a note in place of the name (deceased, estate, do not call)',
    'total-line': 'a line of totals',
    'header-again': 'the header once more',
    'too-many-columns': 'more cells than columns',
    'quote-not-closed': 'a quote is not closed',
    'json-malformed': 'unreadable JSON line',
    'line-too-long': 'line too long',
    'database-refused': 'the database refused the row',
    'date-missing': 'no date',
    'time-unreadable': 'unreadable time',
    'customer-missing': 'nothing tells who comes',
    'customer-unknown': 'nobody of this name here',
    'customer-ambiguous': 'several people possible',
    'key-of-another': 'this number is somebody else’s',
    'erased-on-request': 'erased at their own request: nothing of the row is kept',
    'erased-by-retention': 'erased because kept long enough: nothing of the row is kept',
    'number-missing': 'no number',
    'number-cut': 'number shortened by the spreadsheet (1.04568E+18): its last digits are lost',
    'date-to-come': 'date still to come',
    'consent-unreadable': 'unreadable answer',
    'channel-unreadable': 'unreadable channel',
    'proof-missing': 'a yes without proof',
    'later-word-stands': 'the person has said otherwise since',
    'date-unreadable': 'unreadable date',
  },
}

/** Those of a reader’s language; a reason without words is told by its code. */
export function refusedWords(locale: string): (because: string) => string {
  const words = REASONS[locale.startsWith('fr') ? 'fr' : 'en']
  // The apostrophe of print is missing in some of the encodings that files come in.
  return (because) => (words[because] ?? because).replaceAll('’', "'")
}
