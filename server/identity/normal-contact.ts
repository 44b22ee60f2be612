/** Local parts that nobody owns: typed because the field had to be filled. */
const NOBODY =
  /^(?:no-?(?:e?mail|reply|name)|(?:ne)?pas-?de-?mail|sans-?(?:e?mail|adresse)|aucun|inconnu|none|null|nil|na|test|anonyme?|x+|a|aa+|nc|do-?not-?reply|ne-?pas-?repondre)\d*$/u
const NOBODY_DOMAIN = /^(?:no-?e?mail|example|aucun|none|test|x+)\./u

/** An e-mail address in small letters without its `+tag`; what is no address is empty. */
export function normalEmail(raw: string): string {
  const text = raw.trim().toLowerCase()
  const at = text.lastIndexOf('@')
  if (at < 1 || at === text.length - 1) return ''
  const plus = text.indexOf('+')
  return plus > 0 && plus < at ? text.slice(0, plus) + text.slice(at) : text
}

/** Mailboxes of a house, behind which whoever is on duty reads. */
const OF_A_HOUSE =
  /^(?:contacts?|contactez(?:-?nous)?|infos?|information|accueil|reception|secretariat|standard|bureau|office|mairie|direction|compta(?:bilite)?|facturation|facture|accounting|billing|accounts|achats?|purchasing|ventes?|sales|commercial|service(?:-?client)?|sav|support|help|aide|hello|bonjour|admin(?:istration)?|administratif|webmaster|rh|hr|recrutement|jobs|equipe|team|atelier|garage|magasin|boutique|shop|agence|cabinet|club|association|hotel|restaurant|parc|flotte|fleet|logistique|transport|mail|courrier|email|adv|devis)(?:[.-]?\d*)$/u

/** Is this a mailbox that several people of a house write from (`contact@`, `accueil@`)? It says who a company is, and of two people nothing. */
export const mailboxOfHouse = (email: string): boolean => OF_A_HOUSE.test(email.slice(0, email.indexOf('@')))

/** Was this address typed only to fill the field? Told by its shape; by its count in `generic-values.ts`. */
export function emailOfNobody(email: string): boolean {
  const at = email.indexOf('@')
  return NOBODY.test(email.slice(0, at)) || NOBODY_DOMAIN.test(email.slice(at + 1))
}

/**
 * A telephone number as its last nine digits: the same for the national and the international writing of one number, in every
 * country of Europe whose numbers have nine digits or more after the trunk zero. Faster than a full reading of a million numbers;
 * two numbers of two countries with the same last nine digits are rarer than a typing slip.
 */
export function normalPhone(raw: string): string {
  const digits = /^\d+$/.test(raw) ? raw : raw.replace(/\D+/g, '')
  if (digits.length < 6) return ''
  return digits.length >= 9 ? digits.slice(-9) : digits.replace(/^0+/, '')
}

const RUN = '01234567890123456789'
const BACK = '98765432109876543210'

/** One or two different digits, digits that count up or down, or pairs that do (01 02 03 04 05): nobody's number. */
export function phoneOfNobody(digits: string): boolean {
  if (new Set(digits).size <= 2) return true
  if (RUN.includes(digits) || BACK.includes(digits)) return true
  return /^0?1020304050?$/.test(digits) || /^0?1122334455$/.test(digits)
}

/** Letters and digits in capitals: a number on a card, a plate, a VIN. */
export const normalCode = (raw: string): string =>
  /^[A-Z0-9]+$/.test(raw) ? raw : raw.toUpperCase().replace(/[^A-Z0-9]+/g, '')

/** The same character again and again names nothing. */
export const codeOfNobody = (code: string): boolean => code.length < 4 || /^(.)\1*$/.test(code)
