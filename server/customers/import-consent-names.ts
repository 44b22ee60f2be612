import type { ConsentColumn, ConsentWay } from '../../contract/import-fields.ts'
import { fold } from '../plain/fold.ts'
import { saysYesOrNo } from './import-consent-columns.ts'

/** By which words a column names a channel; the first that fits. */
const WAYS: readonly (readonly [ConsentWay, RegExp])[] = [
  ['VoiceDrop', /\b(message vocal|depot vocal|voice drop|voicemail)\b/],
  ['Sms', /\b(sms|mms|textos?|text messages?)\b/],
  ['Email', /\b(e ?mails?|mails?|courriels?|e ?mailing|mailing|newsletters?|infolettre)\b/],
  [
    'Call',
    /\b(tel|telephones?|telephonique|telephoniques|phone|phoning|telephoner|appels?|appeler|calls?|called|bloctel|liste rouge|bloc tel|tph)\b/,
  ],
  ['Post', /\b(courriers?|postal|postale|postaux|poste|post|letters?)\b/],
  ['Push', /\b(push|notifications?)\b/],
  ['All', /\b(tous (les )?canaux|tous canaux|tout canal|all channels|any channel)\b/],
]
/** That they agreed; the weaker words of it tell only above cells of yes and no. */
const YES =
  /\b(opt ?in|accept\w*|accord|consent\w*|autoris\w*|rgpd|gdpr|abonn\w*|subscri\w*|souhait\w*|agree\w*|newsletters?|infolettre)\b/
const PERHAPS_YES =
  /\b(inscri\w*|allow\w*|permission|recevoir|receive|marketing|prospection|sollicit\w*|demarchage|commercial\w*|offres?|contact(able|er|e)?( par| by)?)\b/
const NO =
  /\b(opt ?out|opted ?out|stop|refus\w*|oppos\w*|desinscri\w*|desabonn\w*|unsubscri\w*|ne (pas|plus)|pas de|dont|do not|dnc|exclu\w*|interdi\w*|bloqu\w*|block\w*|bloctel|bloc tel|liste rouge|blacklist\w*|liste noire|objection|objects?|objected)\b/
/** « No SMS »; above no cells « No tél » is a number. */
const PERHAPS_NO = /\b(no|non|not)\b/
/** How such columns say what may stand in them: « SMS (O/N) ». */
const EITHER = /\(?\b(oui ?\/ ?non|yes ?\/ ?no|[oy] ?\/ ?n|0 ?\/ ?1|1 ?\/ ?0)\b\)?/giu
/** About something else than whether they may be reached with an offer of ours: when, where, by whom, and what is no prospecting. */
const ELSE =
  /\b(date|le|jour|day|at|on|heure|source|origine|origin|preuve|proof|ip|texte|mention|wording|version|partenaires?|partners?|tiers|third|service|entretien|rappels?|reminders?|npai|valide?|valid|invalide?|verifie|verified|bounce\w*|doublon|type|principal\w*|perso\w*|pro)\b/
/** Who wants nothing at all, whatever the channel: only an objection may be so general. A yes is to something. */
const NOTHING_AT_ALL =
  /^(opt ?out|stop( (pub|commercial|marketing))?|ne (pas|plus) (contacter|solliciter|demarcher)|opposition( (rgpd|commerciale|marketing|prospection))?|do not (contact|market)|dnc|liste noire|blacklist(ed)?|refuse?( (rgpd|prospection|demarchage|sollicitation|commercial))?)$/

/** A name as words: `RGPD_tél`, `optinEmail`, `consents.sms`. */
const wordsOf = (name: string): string =>
  fold(
    name
      .replace(EITHER, ' ')
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/[°º'’._/\\-]+/gu, ' '),
  )
    .replace(/\bopt (in|out)\b/gu, 'opt$1')
    .replace(/ +/gu, ' ')
    .trim()

/** How many of the cells say yes or no: fewer where the name leaves no doubt, for people write all sorts of things. */
const SHARE = { named: 0.5, other: 0.8 }

/**
 * Is this a column of one channel in which people said yes or no, and which way round? By its name, and by what is in it: a column of telephone
 * numbers is none, whatever it is called. One that is named for its channel alone (« SMS ») is one by its content.
 */
export function consentColumnOf(
  name: string,
  cells: readonly string[],
): { field: ConsentColumn; because: 'name' | 'content' } | null {
  const words = wordsOf(name)
  if (ELSE.test(words)) return null
  const filled = cells.length > 0
  const least = YES.test(words) || NO.test(words) ? SHARE.named : SHARE.other
  if (filled && cells.filter(saysYesOrNo).length < cells.length * least) return null
  const no = NO.test(words) || (filled && PERHAPS_NO.test(words))
  const way = WAYS.find(([, pattern]) => pattern.test(words))
  if (!way) return no && NOTHING_AT_ALL.test(words) ? { field: 'objectionAll', because: 'name' } : null
  const [channel, named] = way
  if (no) return { field: `objection${channel}`, because: 'name' }
  if (YES.test(words) || (filled && PERHAPS_YES.test(words))) return { field: `consent${channel}`, because: 'name' }
  const bare = words
    .replace(named, ' ')
    .replace(/\b(par|by|client|canal|channel|le|la|les|via)\b/gu, ' ')
    .trim()
  return filled && bare === '' ? { field: `consent${channel}`, because: 'content' } : null
}
