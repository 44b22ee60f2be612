import { outermost, stretchesIn, wordsAsMeant } from './folded-words.ts'
import type { Span } from './private.ts'

/**
 * Words that only insult, folded, whatever stands around them. Hard words about a service (« arnaque », « nul », « incapable de répondre ») are an
 * opinion and are not here.
 */
const ALWAYS = new Set(
  (
    'connard connards connarde connardes connasse connasses conasse conasses conne connes encule encules enculee fdp ntm pute putes salope salopes ' +
    'salopard salopards batard batards batarde pd pede pedes tapette tantouze gouine bougnoule bougnoules bicot bamboula negre negresse negro youpin ' +
    'youpine chinetoque niakoue gogol mongol mongolienne branleur branleurs branleuse branleuses abruti abrutis abrutie abruties cretin cretins cretine ' +
    'cretines grognasse pouffiasse poufiasse petasse trouduc enfoire enfoires enfoiree raclure raclures asshole assholes arsehole arseholes bastard ' +
    'bastards bitch bitches cunt cunts dickhead dickheads motherfucker motherfuckers nigger niggers nigga paki wanker wankers twat twats prick pricks ' +
    'slut sluts whore whores faggot faggots moron morons scumbag'
  ).split(' '),
)

/** An insult only in this company; in another one it is a joke, a thing, a language or a compliment. Folded, words parted by one blank. */
const COMPANY: readonly RegExp[] = [
  /\b(?:gros|grosse|petit|petite|sale|pauvre|vieux|vieille|quel|quelle|cet|cette|ce|ces|espece de|bande de|tas de) (?:con|cons|conne|ordure|ordures|merde|merdes|porc|truie|chienne|garce|morue|idiot|idiote|idiots|imbecile|imbeciles|debile|debiles|tocard|tocards|incapable|incapables|pourriture)\b/gu,
  /(?<!\bc )\b(?:est|sont|etes|es|etait|un|une) (?:un |une |de |des |vraiment |que )?(?:gros |petit |vrai |sacre |sale )?(?:con|cons|ordure|pourriture|garce|idiot|idiote|imbecile|tocard)\b/gu,
  /\b(?:un|une|des|d|vrais?|vraies?) incapables?\b(?! de\b)/gu,
  /\b(?:pauvre|sale) (?:type|mec|fille|bonne femme|gonzesse|race|gueule)\b/gu,
  /\b(?:ta|sa|leur) gueule\b|\bferme la\b|\bva te faire\b|\bje l emmerde\b|\bd enculer?\b/gu,
  /\b(?:sale|sales|petit|petits|petite|gros|grosse|vieux|ces|cet|cette|espece d|espece de|bande d|bande de) (?:arabes?|juifs?|juive|gitans?|gitane|manouches?|romanos?|rebeus?|renois?|chinois|chinoise|etrangers?|immigres?|musulmane?s?)\b/gu,
  /\b(?:sale|sales|espece de|bande de) (?:noirs?|noires?|blacks?|blancs?)\b(?= |$)/gu,
  /\b(?:rentrez?|retournez?|repartez?|qu (?:il|elle)s? (?:rentre|retourne)(?:nt)?) (?:donc )?(?:chez (?:toi|vous|lui|elle|eux)|(?:dans|en) (?:ton|son|votre|leur) pays|au bled|en afrique)\b/gu,
  /\b(?:go|send (?:him|her|them)) back to (?:your|his|her|their) (?:own )?country\b|\bgo back (?:home )?to africa\b/gu,
  /\b(?:fucking|stupid|dirty|filthy|fat|total|complete|absolute|what an?|such an?|is an?|you) (?:dick|cow|pig|idiot|idiots|imbecile|black|arab|jew|muslim|foreigner|gypsy)\b(?! (?:car|coffee|box|seat|paint))/gu,
  /\bson of a (?:bitch|whore)\b|\bfils de (?:pute|chien)\b/gu,
]

const insults = (word: string): boolean => {
  if (!word.includes('*')) return ALWAYS.has(word)
  // One or two letters starred out; a word of stars is anything.
  if (word.replaceAll('*', '').length < 2) return false
  const like = new RegExp(`^${word.replaceAll(/[^\p{L}*]/gu, '').replaceAll('*', '\\p{L}')}$`, 'u')
  return [...ALWAYS].some((each) => like.test(each))
}

/**
 * Where these words insult somebody, or want them away for where they come from: the one list of the house. Who is insulted is not thanked with
 * them, their name is covered, and a person reads them before they are published.
 */
export function insultsIn(text: string): Span[] {
  const words = wordsAsMeant(text)
  const found = words.filter(({ word }) => insults(word)).map(({ from, to }) => ({ from, to }))
  return outermost([...found, ...stretchesIn(words, COMPANY)])
}

export const isInsulting = (text: string): boolean => insultsIn(text).length > 0
