import { fold } from '../plain/fold.ts'

const WHEN =
  '(?:(?:ce|cet|cette|le|la|les|l|en|a|au|du|des|vers|apres|avant|pas avant|des|fin|debut|mi|dans|pour|at|on|in|by|not before|before|after|the|this|next) )*(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|april|june|july|august|september|october|november|december|demain|aujourd hui|maintenant|tomorrow|today|tonight|now|matin|midi|soir|apres midi|soiree|journee|morning|afternoon|evening|week end|weekend|semaine|week|mois|month|rentree|vacances|conge|conges|prochain|prochaine|plus tard|later|\\d{1,2}(?: ?(?:h|heure|heures|min|mn|minute|minutes|jour|jours|semaine|semaines|mois|am|pm|hours?|days?|weeks?))?(?: ?\\d{2})?)'
const ASKED_BACK =
  '(?:(?:a )?quelle heure|quel jour|quand|combien(?: ca coute| de temps)?|quel prix|ou (?:ca|etes vous)|what time|when|how much|vous etes (?:ouverts?|ouvertes?|la)|etes vous (?:ouverts?|la)|qui etes vous|c est qui|who is this|who are you)'
const OWN_PLANS = [
  'je (?:ne )?(?:suis|serai) (?:pas |plus )?(?:tres |trop |un peu )?(?:en retard|malade|absente?|disponible|dispo|joignable|libre|en conges?|en vacances|en deplacement|a l etranger|en reunion|au travail|occupee?|interessee?|d accord|ok|sur la route|en route|la|concernee?)(?: de)?',
  'je (?:dois|souhaite|voudrais|veux|prefere|peux) (?:annuler|reporter|decaler|deplacer|changer)(?: (?:le|mon|notre) (?:rdv|rendez vous))?',
  'je (?:ne )?(?:peux|pourrai|pourrais|sais) (?:pas|plus) (?:venir|passer|etre la|me deplacer|me liberer|repondre|vous repondre|parler|decrocher)?',
  'je (?:vous )?(?:passe|passerai|viens|viendrai|arrive|rappelle|rappellerai|confirme|repasse|repasserai|attends|reviens vers vous)',
  'je (?:l )?(?:ai )?(?:deja )?(?:ete )?(?:vendue?|rendue?|cedee?)|(?:je )?l ai (?:deja )?(?:vendue?|rendue?|donnee?)|elle est (?:deja )?(?:vendue|rendue)|deja (?:fait|faite|vendue?|pris|prise)',
  'je n ai plus (?:cette|ce|la|le|de) (?:voiture|vehicule|auto|moto|velo)',
  '(?:je (?:ne )?suis |c est )?pas (?:interessee?|besoin|maintenant|possible|disponible|dispo|le bon moment|la peine|pour l instant|pour le moment|cette fois)',
  '(?:vous (?:vous )?(?:trompez|etes trompes?|faites erreur)|erreur|mauvais|faux) ?(?:de )?(?:personne|numero|destinataire)?',
  '(?:vous pouvez |pouvez vous |merci de |peux tu )?(?:me |m )?(?:r?appelez?|r?appeler|joindre|contacter)(?: ?(?:moi|me))?(?: au \\d[\\d ]*)?',
  '(?:trop|un peu) (?:cher|tot|tard|loin|juste)(?: pour moi)?',
  'on verra|peut etre|je (?:vais )?(?:reflechis|reflechir|voir)|on se rappelle',
  'i (?:am|m|will be|ll be) (?:not )?(?:running )?(?:late|ill|sick|away|available|free|busy|on holiday|on my way|interested|ok)',
  'i (?:can t|cannot|can not|need to|have to|want to) (?:come|make it|cancel|reschedule|move)(?: (?:the|my|our) appointment)?',
  'i (?:have )?(?:already )?sold (?:it|the car|my car)|(?:i )?no longer have (?:it|the car|this car)|not interested|not now|wrong (?:number|person)|(?:please )?call (?:me|back)(?: back)?|too expensive|too far|maybe',
].join('|')
const SMALL =
  '(?:oui|non|ouais|nan|yes|no|yep|nope|ok|okay|d accord|entendu|c est (?:note|bon|parfait)|note|pour|moi|nous|et|mais|ou|de|du|je|c|est|ce|le|la|les|un|une|a|sera|svp|stp|s il vous plait|please|merci|thanks|thank you|beaucoup|bonjour|bonsoir|hello|hi|madame|monsieur|desole|desolee|sorry|pardon|cordialement|bonne|bien|parfait|plutot|alors|donc|vite|aussi|for|me|and|but|it|is|that|the)'
const PRACTICAL = new RegExp(`(?<= )(?:${OWN_PLANS}|${ASKED_BACK}|${WHEN}|${SMALL})(?= )`, 'gu')

/**
 * « Oui, mardi à 10 h », « Je suis malade, je dois annuler », « Je l’ai vendue », « Rappelez-moi »: an answer about hours, plans and errands says
 * nothing of us, though « malade » or « non » sound ill. Anything beyond it may: « Rappelez-moi, la voiture fume ».
 */
export function isPractical(text: string): boolean {
  const said = ` ${fold(text.replaceAll(/['’]/gu, ' '))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  return said.replaceAll(PRACTICAL, '').trim() === ''
}
