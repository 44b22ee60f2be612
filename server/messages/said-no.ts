import { NOS, type SaidNo } from '../../contract/feedback.ts'
import { isStop, plainSaid } from './stop.ts'

/** Where one thing that is said ends and the next begins. */
const PIECES = /[.!?;:,…()\n]+|\s(?:mais|but|et|and|donc|so|sinon|par contre|because|car|parce que)\s/giu
/**
 * In an answer to a question « Non merci », « Assez » or « Arrêtez » may be said of anything, and « plus de messages » may ask for more of them: what
 * is sent has to be named, or the sending.
 */
const OF_SENDING =
  /^(?:s ?t ?o ?p+|stop (?:svp|sms|pubs?|mails?|merci))$|\b(?:desabon\w*|desinscri\w*|unsubscribe|opt ?out|oppose|envoye[rz]|envoie|ecri(?:re|vez)|contacte[rz]?|solliciter?z?|relancer?z?|harceler?z?|deranger?z?|importuner?z?|recevoir|sms|mms|textos?|e ?mails?|mails?|courriels?|pubs?|publicites?|newsletters?|infolettres?|notifications?|demarchage|prospection|enquetes?|sondages?|questionnaires?|surveys?|texting|messaging|emailing|contacting|spamming|text me|message me|contact me|email me|mailing)\b/u
const ASKS_FOR_MORE = /^(?:plus|assez) (?:de|d)\b/u

/** « Vous ne m’appelez jamais » is the contrary: a complaint that nobody rang. */
const NOT_TOLD_OF_US = '(?<!\\b(?:vous|on|you|they|why|did|pourquoi|ils|nobody|personne) )'
const CALLS = new RegExp(
  [
    `${NOT_TOLD_OF_US}\\bne (?:m|me|nous) ?(?:r?appelez|telephonez)(?: surtout| svp)? (?:pas|plus|jamais)\\b`,
    `\\bne (?:pas|plus|surtout pas|jamais) (?:m|me|nous) ?(?:r?appeler|telephoner)\\b`,
    `\\b(?:arretez|cessez) de (?:m|me|nous) ?(?:r?appeler|telephoner)\\b`,
    `\\bje ne (?:veux|souhaite|desire) (?:pas|plus) (?:etre (?:r?appelee?|joint|jointe)|d ?appels?|qu on m ?appelle)`,
    `\\b(?:pas|plus) d ?appels? (?:svp|stp|merci|s ?il vous plait)`,
    `${NOT_TOLD_OF_US}\\b(?:do not|dont|don t|never|stop) (?:phone|phoning|call|calling|ring|ringing|telephone|telephoning) (?:me|us|my)\\b`,
    `\\bno (?:phone )?calls? (?:please|thanks|thank you)`,
    `\\b(?:rather than|instead of|not) (?:phone|phoning|call|calling|ring|ringing)(?: me)?\\b`,
    `\\bplutot (?:que |qu )(?:de )?(?:me |m )?(?:telephoner|appeler|telephone)`,
  ].join('|'),
  'u',
)
const HARD_OF_HEARING =
  /\b(?:n ?entends? (?:pas|plus|rien|mal)|entends? (?:mal|plus)|sourde?|malentendante?|deaf|hard of hearing|hearing impaired|can ?t hear|cannot hear)\b/u
const WRITE = /\b(?:ecrivez|ecrire|par ecrit|par mail|par sms|un mail|un sms|write|in writing|text me|e ?mail)\b/u

const MINE = '(?:(?:svp|toutes?|tous|l ensemble de|immediatement|all|of|any|every|please) )*(?:mes|mon|ma|nos|my|our)'
const DATA =
  '(?:(?:donnees|infos?|informations?|coordonnees|data|details|information|account|records?|compte|fiche)\\b)(?! (?:de navigation|du gps|gps|de la voiture|bluetooth|radio))'
const ERASURE = new RegExp(
  [
    `\\b(?:supprimez|supprimer|effacez|effacer|detruisez|detruire|suppression de|effacement de|delete|erase|remove) ${MINE} (?:\\w+ )?${DATA}`,
    `\\bdroit a l ?(?:oubli|effacement)\\b`,
    `\\bright to (?:be forgotten|erasure)\\b`,
  ].join('|'),
  'u',
)
const REACHED_AT =
  '(?:mon|mes|ma|my) (?:\\w+ )?(?:numero|coordonnees|adresse|mail|e ?mail|telephone|portable|donnees|number|details|address|data)\\b'
const ACCESS = new RegExp(
  [
    `\\bqui vous a (?:donne|transmis|vendu|communique|file|passe|fourni) ${REACHED_AT}`,
    `\\b(?:d ou|ou|comment) (?:avez vous|vous avez|tenez vous|sortez vous|vous tenez|vous sortez)(?: eu| obtenu| recupere| trouve)? ${REACHED_AT}`,
    `\\bquelles (?:donnees|informations) (?:avez vous|vous avez|detenez vous|gardez vous)`,
    `\\bcopie de (?:toutes )?mes donnees\\b`,
    `\\bdroit d ?acces\\b`,
    `\\bwho gave you ${REACHED_AT}`,
    `\\b(?:where|how) did you (?:get|find|obtain) ${REACHED_AT}`,
    `\\bwhat (?:data|information) (?:do )?you (?:hold|have|keep) (?:on|about) (?:me|us)\\b`,
    `\\bcopy of (?:all )?my (?:personal )?data\\b`,
  ].join('|'),
  'u',
)
/** Nothing is looked at more closely that has none of these. */
const WORTH_A_LOOK =
  /st\s?o\s?p|arr[eê]t|cess|d[eé]s(?:abon|inscri)|unsub|opt|\bne\b|n['’]|don|never|oppos|pas d|plus d|suppr|effac|d[eé]tru|delet|eras|remov|droit|right|qui vous|o[uù]\s|comment|quelles|copie|copy|who gave|where|how did|what|rather|instead|plut[oô]t|\bno\b|\bnot\b|deaf|sourd|entend|hear/iu
/** Longer than this a stretch says more than a no. */
const MOST = 4_000

/**
 * The noes in what somebody writes, wherever they stand in it: no more messages (by the very rules of a [STOP](stop.ts) sent back), no calls, erase
 * my data, where do you have it from. Rather one too few than one too many where the words may be said of something else: what is heard is undone by
 * a person, what is not is read by one.
 */
export function nosIn(text: string): SaidNo[] {
  if (text.length > MOST || !WORTH_A_LOOK.test(text)) return []
  const pieces = [text, ...text.split(PIECES)]
  const whole = plainSaid(text)
  return NOS.filter((no) => {
    if (no === 'stop') return pieces.some((piece) => isStop(piece) && isOfSending(plainSaid(piece)))
    if (no === 'calls') return CALLS.test(whole) || wantsItInWriting(text)
    return (no === 'erasure' ? ERASURE : ACCESS).test(whole)
  })
}

const isOfSending = (said: string): boolean => OF_SENDING.test(said) && !ASKS_FOR_MORE.test(said)

/** They hear badly, or would rather read: they wait for an answer, and not for a call. */
export function wantsItInWriting(text: string): boolean {
  if (!WORTH_A_LOOK.test(text)) return false
  const said = plainSaid(text)
  return WRITE.test(said) && (HARD_OF_HEARING.test(said) || CALLS.test(said))
}
