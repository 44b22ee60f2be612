import { fold } from '../plain/fold.ts'
import { isSaidOfAllAbroad, isStopAbroad } from './stop-abroad.ts'

/** What begins the lines that a telephone or a mail program writes by itself: nobody said them. */
const SIGNATURE =
  /^(?:--|__+|(?:envoyé|sent|enviado|gesendet|provenance)\s(?:.*\s)?(?:mon|my|de|from|von|via|depuis)\s|(?:get|obtenez|téléchargez) outlook)/iu

/** What is sent: what a STOP is a STOP to. */
const WHAT =
  '(?:sms|mms|textos?|texts?|mails?|emails?|e mails?|courriels?|courriers?|messages?|messageries?|pubs?|publicites?|publicitaires?|spams?|promos?|promotions?|offres?|contacts?|envois?|newsletters?|infolettres?|notifications?|enquetes?|sondages?|questionnaires?|surveys?|relances?|sollicitations?|demarchage|prospection|marketing|harcelement|informations?|infos?|choses?|commercia(?:l|les?|ux)|lists?|listes?|fichiers?|bases?|numero|number|tout|tous|toutes|all|everything|rien|3\\d{4})'
/** Small words between, which decide nothing. */
const SMALL =
  '(?:a|au|aux|de|d|du|des|le|la|les|l|un|une|vos|votre|ces|cette|ce|cet|tes|tous|toutes|tout|toute|autres?|aucune?|any|all|to|of|from|your|the|these|those|this|more|me|moi|my|mon|mes|ma|par|by|via|et|and|ni|or|ou|ici|sur|on|genre|type|sorte|this)'
const OBJECT = `(?: ${SMALL})*(?: ${WHAT})+`
/** « à vos SMS et à vos pubs ». */
const OBJECTS = `(?:${OBJECT})*`
/** To write to somebody, as it is ordered and as it is named. */
const WRITE_YOU =
  '(?:(?:m|me|nous) ?(?:envoye[rz]|envoie[sz]?|ecri(?:re|vez|s)|contacte[rz]?|sollicite[rz]?|relance[rz]?|spamme[rz]?|harcele[rz]?|deranger?z?|embete[rz]?|importune[rz]?|adresse[rz]?)|envoyez|envoyer)'
const WRITE_EN =
  '(?:(?:text|message|contact|email|mail|spam|bother|write(?: to)?)(?: me| us)?|send(?: me| us)?|texting(?: me| us)?|messaging(?: me| us)?|contacting(?: me| us)?|emailing(?: me| us)?|spamming(?: me| us)?|sending(?: me| us)?)'

/** Each is a no by itself. */
const NO = [
  `(?:stop+e?s?|arret+(?:e[rzs]?)?|cessez|cesser)(?: (?:de|d) ?${WRITE_YOU})?${OBJECTS}`,
  `stop+ ${WRITE_EN}${OBJECTS}`,
  `(?:se |me |m |je me |a me |de me |nous )?(?:desabon+(?:e[rzs]?|ement|ez)|desinscri(?:re|vez|ption|s))(?: (?:moi|nous|svp))?${OBJECTS}`,
  `(?:unsubscribe|opt ?out)(?: me)?${OBJECTS}`,
  '(?:end|quit|cancel|non merci)',
  `(?:ne |n ?)(?:plus |pas |jamais )?${WRITE_YOU}(?: (?:plus|pas|jamais|rien))*${OBJECTS}`,
  `(?:je |j ?|on |nous )?(?:ne |n ?)?(?:veux|souhaite|desire|voudrais|veut|souhaitons|voulons|accepte|aimerais)(?: (?:plus|pas|ne|rien|jamais))+(?: (?:du tout|rien))?(?: (?:recevoir|avoir|etre (?:contacte|sollicite|relance|derange|demarche|embete|importune)e?s?|que vous ${WRITE_YOU}))?${OBJECT}`,
  `(?:je |j ?|on |nous )?(?:ne |n ?)?(?:veux|souhaite|desire|voudrais|veut|souhaitons|voulons|aimerais)(?: (?:plus|pas|ne|jamais))+(?: (?:recevoir|etre (?:contacte|sollicite|relance|derange|demarche|embete|importune)e?s?))`,
  `(?:je |nous )?(?:veux|souhaite|desire|voudrais|souhaiterais|demande a|aimerais) (?:me |m |etre )?(?:desabonner|desinscrire|desabonne|desinscrit|retire|supprime)e?s?${OBJECTS}`,
  `(?:de )?ne (?:plus|pas) (?:recevoir|etre (?:contacte|sollicite|relance|derange|demarche)e?s?)${OBJECTS}`,
  `(?:plus|plus jamais|assez)(?: (?:de|d|aucune?))${OBJECT}`,
  '(?:pas|jamais) de (?:pubs?|publicites?|spams?|demarchage|sollicitations?|prospection)',
  `(?:retire[rz]|supprime[rz]|enleve[rz]|raye[rz]|ote[rz]|efface[rz]|desactive[rz])(?: (?:moi|nous)${OBJECTS}|${OBJECT})`,
  `(?:laissez|fichez|foutez|lachez) (?:moi|nous)(?: (?:tranquilles?|en paix|la paix))?`,
  `je m ?oppose${OBJECTS}`,
  `(?:do not|dont|don t|never|please do not) ${WRITE_EN}${OBJECTS}(?: (?:again|anymore|any more))?`,
  `(?:remove|delete) (?:me|my number)${OBJECTS}`,
  `take me off${OBJECTS}`,
  `no more${OBJECT}`,
]
/** Courtesy around it, and impatience. */
const AROUND =
  '(?:bonjour|bonsoir|salut|hello|hi|madame|monsieur|mesdames|messieurs|merci|mercii+|beaucoup|bien|davance|d avance|par avance|svp|stp|sil (?:vous|te) plait|s il (?:vous|te) plait|please|pls|thanks|thank you|thx|cordialement|cdt|cdlt|salutations|bonne journee|bonne soiree|au revoir|a bon entendeur|ok|non|oui|alors|maintenant|immediatement|de suite|tout de suite|desormais|definitivement|enfin|ca suffit|cela suffit|marre|y en a marre|j ?en ai marre|urgent|veuillez|merci de|je vous (?:prie|demande) de|priere de|pourriez vous|pouvez vous|pourrais tu|comment|how (?:do i|to)|can you|could you|i want to|i wish to|faire pour|on fait pour|a vous|de|et|and|now|again|du tout|a l ?avenir|dorenavant|desole|sorry|le|les)'
const STOP = new RegExp(`^(?:${AROUND} )*(?:${NO.join('|')})(?: (?:${AROUND}|${NO.join('|')}))*$`, 'u')
/** Of all they are reached by, not of this channel alone. */
const EVERYWHERE =
  /\b(?:contacte[rz]?|contacts?|sollicite[rzs]?|sollicitations?|relance[rz]?|relances?|demarchee?s?|demarchage|prospection|harcele[rz]?|harcelement|derange[rz]?|marketing|stop (?:a )?tout|stop all|laissez|fichez|foutez|lachez|oppose|contacting|take me off|delete me|remove me|(?:supprime|retire|efface|enleve|raye|ote)[rz] moi)\b/u

/** The words alone: without signature, capitals, accents and signs; « S T O P » and « STOPPUB » as they are meant. */
export function plainSaid(text: string): string {
  const lines = text.split(/\r?\n/u)
  const end = lines.findIndex((line) => SIGNATURE.test(line.trim()))
  return fold((end < 0 ? lines : lines.slice(0, end)).join(' '))
    .replaceAll(/[^a-z0-9 ]/gu, ' ')
    .replaceAll(/(?<![a-z0-9])(?:[a-z] ){2,}[a-z](?![a-z0-9])/gu, (spaced) => spaced.replaceAll(' ', ''))
    .replaceAll(/\bstop(?=(?:svp|sms|pubs?|mail|merci|publicites?)\b)/gu, 'stop ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

/** What nobody says of an advertisement: longer than this, a person reads it. */
const MOST = 240

/**
 * Is this answer a STOP? Whoever says no needs no set form (RGPD-2): the word by itself or with courtesy, and the sentences by which
 * people ask not to be written to any more, in French and English; in a dozen other languages what most say. Every word of it must be one of these: « Arrêtez-vous de travailler à 18 h ? » and « Le stop
 * arrière ne marche plus » are for a person.
 */
export function isStop(text: string): boolean {
  const said = plainSaid(text)
  return (said.length <= MOST && STOP.test(said)) || isStopAbroad(text)
}

/** « Ne me contactez plus » is said of all ways at once; « Plus de SMS » of this one. */
export const isStopEverywhere = (text: string): boolean =>
  isStop(text) && (EVERYWHERE.test(plainSaid(text)) || isSaidOfAllAbroad(text))
