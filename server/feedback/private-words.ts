/** A stretch of a text, in UTF-16 units. */
export interface Span {
  from: number
  to: number
}

/** One digit or a tens as it is spoken, in French and English. */
const SPOKEN =
  '(?:z[ée]ro|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|septante|huitante|nonante|et|double|triple|oh|nought|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)'
const BETWEEN = '[\\s,.\\-‐-―]{1,3}'
/** A number said in words: it begins with a nought, as telephones do, or it is longer than anything one counts. */
export const SPOKEN_NUMBER = new RegExp(
  `(?<![\\p{L}\\d])(?:(?:z[ée]ro|oh|nought|plus trente[- ]trois)(?:${BETWEEN}${SPOKEN}){4,24}|${SPOKEN}(?:${BETWEEN}${SPOKEN}){8,24})(?![\\p{L}\\d])`,
  'giu',
)
/** What opens a door, a telephone or an account, after the word for it. */
export const SECRET =
  /(?<=\b(?:digicode|interphone|code (?:de |d['’]|du |de l['’])?(?:la |ma |mon |notre )?(?:porte|entr[ée]e|immeuble|portail|alarme|acc[eè]s|bo[iî]te|carte|pin|secret|confidentiel|t[ée]l[ée]phone|antivol|autoradio)|pin(?: code| number)?|(?:door|gate|access|entry|key|alarm|card|safe) code|passcode)\s{0,2}(?:est |is |was |c['’]est |: ?|= ?|= )?(?:le |the )?)(?=[A-Z#*]{0,3}\d)[A-Z\d#*]{3,10}(?![\p{L}\d])|(?<=\b(?:mot de passe|mdp|password|passphrase|identifiant)\s{0,2}(?:est|is|was|c['’]est|:|=)\s{0,2})[^\s,;]{3,40}/giu
/** Seventeen signs that name one car in the world; I, O and Q are never among them. */
export const VIN = /(?<![\p{L}\d])(?=(?:[A-Z]*\d){4})(?=(?:\d*[A-Z]){2})[A-HJ-NPR-Z\d]{17}(?![\p{L}\d])/giu
/** A licence, a passport, an identity card, after the word for it; and the licences of France and Britain by their shape. */
export const PAPERS =
  /(?<=\b(?:permis(?: de conduire)?|passeport|passport|carte d['’]identit[ée]|cni|titre de s[ée]jour|driving licen[cs]e|licen[cs]e|identity card|national insurance)\s{0,2}(?:n[°ºo]\.?|num[ée]ro|number|no\.?|est|is|:|est le)?\s{0,2}(?:est|is|:|le)?\s{0,2})(?=(?:[A-Z]*\d){5})[A-Z\d](?:[ -]?[A-Z\d]){6,17}(?![\p{L}\d])|(?<![\p{L}\d])(?:\d{2}[A-Z]{2}\d{5}|[A-Z]{2,5}9{0,3}\d{6}[A-Z][A-Z9]\d[A-Z]{2})(?![\p{L}\d])/giu
/** Where somebody lives: a number, the kind of way, its name. */
export const ADDRESS =
  /(?<![\p{L}\d])\d{1,4}(?:\s?(?:bis|ter|quater|[a-d]))?,?\s(?:rue|avenue|av\.|boulevard|bd|bld|impasse|all[ée]e|chemin|place|quai|route|cours|square|r[ée]sidence|lotissement|sentier|passage|faubourg)\s(?:(?:de|du|des|la|le|les|d['’]|l['’])\s?){0,3}[\p{L}\d][\p{L}\d'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,3}|(?<![\p{L}\d])\d{1,4}[a-d]?\s(?:\p{Lu}[\p{L}'’-]{1,30}\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Crescent|Gardens|Terrace|Way|Mews)\b/gu

/**
 * Health, sexual life, what one was done to: of whoever writes, or of somebody they name (GDPR, article 9). Whoever cares for the matter has to read it, so it is
 * covered on no screen of the house; it is published by nobody but a person, and handed to no committee.
 */
const INTIMATE =
  /(?<![\p{L}])(?:s[ée]ropositi\p{L}*|sida|vih|hiv|cancers?|canc[ée]reu\p{L}*|chimio\p{L}*|tumeurs?|leuc[ée]mie|alzheimer|parkinson|scl[ée]rose|[ée]pilep\p{L}*|diab[ée]t\p{L}*|bipolaires?|schizophr\p{L}*|d[ée]pressi(?:on|f|ve)|burn[- ]?out|anorexi\p{L}*|h[ée]patite|infarctus|avc|psychiatr\p{L}*|antid[ée]presseurs?|alcooli(?:que|sme|sée?)|toxicomane|d[ée]sintox\p{L}*|cure de d\p{L}+|fausse couche|ivg|avort\p{L}*|fiv|(?:suis|est|[ée]tait|sois|femme|[ée]pouse|fille|compagne|tomb[ée]e) enceinte|grossesse|(?:suis|est|mon|son|sa|ma|leur|malgr[ée] (?:mon|son)) handicap\p{L}*|(?:arr[êe]t|cong[ée]) maladie|(?:couche|couchait|coucher|couchent|baise|baiser) avec|ma[iî]tresse (?:de|du)|trompe (?:sa|son) (?:femme|mari|[ée]poux|[ée]pouse|conjoint\p{L}*)|homosexuel\p{L}*|bisexuel\p{L}*|lesbiennes?|transgenre|transsexuel\p{L}*|viol(?:[ée]e?s?|er|eur)?|attouchements?|agress(?:[ée]e?|ion) sexuelle\p{L}*|harc[eè]lement sexuel|(?:ses|les|mes|aux) (?:fesses|seins)|d[ée]collet[ée]|chemotherapy|chemo|tumou?r|leuk[ae]mia|epilep\p{L}+|diabet\p{L}+|bipolar|schizophren\p{L}*|depressed|depression|pregnan\p{L}+|miscarriage|abortion|rehab|alcoholic|multiple sclerosis|heart attack|(?:i am|i['’]m|she is|he is|he['’]s|she['’]s) (?:disabled|autistic|gay|trans)|(?:my|his|her) disability|sick leave|sle(?:eps|eping|pt) with|affair with|lesbian|transgender|raped?|rapist|groped?|sexual\p{L}*)(?![\p{L}])/giu

/** Where a text speaks of somebody's health, sexual life, or of what was done to their body. */
export const intimateSpans = (text: string): Span[] =>
  [...text.matchAll(INTIMATE)].map(({ 0: said, index }) => ({ from: index, to: index + said.length }))

/** « Mme Garnier », « Mr Smith »: somebody who is named, whoever they are. */
const TITLED =
  /(?<![\p{L}])(?:M\.|Mr\.?|Mme|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Mrs\.?|Ms\.?|Miss|Dr\.?|Docteur|Doctor|Ma[iî]tre)\s(?:(?:de|du|des|la|le|van|von|d['’])\s?)?\p{Lu}[\p{L}'’-]{1,30}/gu

/** Where somebody is named with a title and their family name. */
export const titledSpans = (text: string): Span[] =>
  [...text.matchAll(TITLED)].map(({ 0: said, index }) => ({ from: index, to: index + said.length }))
