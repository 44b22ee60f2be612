import type { Rule } from '../pack.ts'

/** Rules that stand in every pack of France. */
export const CALLS: readonly Rule[] = [
  {
    id: 'CALL-3',
    source: 'art. D223-9 Code de la consommation, art. L3133-1 Code du travail',
    says: {
      fr: 'Un appel commercial se fait du lundi au vendredi, hors jours fériés, de 10 h à 13 h et de 14 h à 20 h, à l’heure du consommateur. En dehors, seulement avec son accord exprès et préalable, gardé à part.',
      en: 'A commercial call is made Monday to Friday, never on a public holiday, from 10:00 to 13:00 and 14:00 to 20:00, on the consumer’s clock. Outside only with their express prior consent, kept as its own receipt.',
    },
  },
  {
    id: 'CALL-4',
    source: 'art. D223-9 Code de la consommation',
    says: {
      fr: 'Quatre appels ou tentatives au plus en trente jours. Après un refus exprimé au téléphone, plus aucun pendant soixante jours.',
      en: 'At most four calls or attempts in thirty days. After a refusal said on the telephone, none for sixty days.',
    },
  },
  {
    id: 'CALL-5',
    source: 'art. L221-16 Code de la consommation',
    says: {
      fr: 'Qui s’oppose n’est plus appelé : la conversation prend fin, l’accord est retiré.',
      en: 'Whoever objects is called no more: the call ends, the consent is withdrawn.',
    },
  },
  {
    id: 'CALL-6',
    source: 'art. L221-16 Code de la consommation',
    says: {
      fr: 'Dès le début, l’appelant dit qui il est, pour qui il appelle et que l’appel est commercial.',
      en: 'At once the caller says who they are, for whom they call and that the call is commercial.',
    },
  },
  {
    id: 'CALL-7',
    source: 'art. L223-1 et suivants Code de la consommation',
    says: {
      fr: 'Quand un numéro est recueilli, la personne apprend qu’un appel commercial demande son accord. La version de cette information est gardée avec le numéro.',
      en: 'When a number is collected the person is told that a commercial call needs their consent. The version of that notice is kept with the number.',
    },
  },
  {
    id: 'CALL-10',
    source: 'plan de numérotation de l’ARCEP, 1er janvier 2023',
    says: {
      fr: 'Un automate n’affiche pas un numéro en 06 ou 07.',
      en: 'An automated platform does not display a 06 or 07 number.',
    },
  },
  {
    id: 'CALL-11',
    source: 'déduit de L223-1 : un appel de service n’est pas du démarchage',
    says: {
      fr: 'Un appel pour une commande, une réparation ou un dossier, sans aucune offre, n’est pas du démarchage. Il compte dans l’attention que reçoit la personne.',
      en: 'A call about an order, a repair or a case, with no offer in it, is no prospecting. It counts in the attention the person receives.',
    },
  },
]

export const MESSAGES: readonly Rule[] = [
  {
    id: 'ELEC-1',
    source: 'art. L34-5 CPCE, CNIL',
    says: {
      fr: 'Un e-mail, un SMS ou un appel automatique commercial demande un accord préalable, jamais donné par des conditions générales ni par une case cochée d’avance.',
      en: 'A commercial e-mail, SMS or automated call needs prior consent, never by terms and conditions, never by a box ticked beforehand.',
    },
  },
  {
    id: 'ELEC-2',
    source: 'art. L34-5 CPCE, CNIL',
    says: {
      fr: 'À un client, par e-mail ou SMS, sans autre accord : la même société, des produits semblables, une vraie vente, et il a été informé qu’il peut s’opposer sans frais.',
      en: 'To a customer, by e-mail or SMS, without another consent: the same company, similar products, a real sale, and they were told that they may object free of charge.',
    },
  },
  {
    id: 'ELEC-3',
    source: 'art. L34-5 CPCE, CNIL',
    says: {
      fr: 'Chaque message dit qui l’envoie et offre une sortie simple et gratuite.',
      en: 'Each message says who sends it and offers a simple, free way out.',
    },
  },
  {
    id: 'ELEC-4',
    source: 'règle des opérateurs',
    says: {
      fr: 'Un SMS commercial part du lundi au samedi, de 8 h à 20 h, jamais le dimanche ni un jour férié. Un SMS de service n’est pas concerné.',
      en: 'A commercial SMS leaves Monday to Saturday, 8:00 to 20:00, never on a Sunday or a public holiday. A service SMS is exempt.',
    },
  },
  {
    id: 'ELEC-5',
    source: 'art. L34-5 CPCE, CNIL',
    says: {
      fr: 'Un message vocal déposé est un appel automatique : il lui faut son propre accord et les heures des appels ; l’identité et la sortie y sont dites.',
      en: 'A voice drop is an automated call: it needs an opt-in of its own and the hours of calls; who speaks and the way out are said in it.',
    },
  },
  {
    id: 'ELEC-6',
    source: 'projet de recommandation de la CNIL, 2025',
    says: {
      fr: 'Aucun traceur d’ouverture individuel, sauf choix contraire.',
      en: 'No individual tracking of opens by default.',
    },
  },
  {
    id: 'HAND-1',
    source: 'art. L34-5 CPCE avec la définition du courrier électronique (art. 1er LCEN) ; lecture d’Okaeri',
    says: {
      fr: 'Un message commercial écrit à la main sur LinkedIn ou WhatsApp attend son destinataire comme un e-mail : il demande l’accord donné pour l’e-mail, ou pour le SMS.',
      en: 'A commercial message written by hand on LinkedIn or WhatsApp waits for its reader as an e-mail does: it needs the consent given for e-mail, or for SMS.',
    },
  },
  {
    id: 'POST-1',
    source: 'CNIL',
    says: {
      fr: 'Par la poste : la personne est informée et peut s’opposer. Chaque envoi dit qui écrit et comment ne plus en recevoir.',
      en: 'By post: the person is informed and may object. Each mailing says who writes and how to receive no more.',
    },
  },
  {
    id: 'B2B-1',
    source: 'CNIL, prospection entre professionnels',
    says: {
      fr: 'Un professionnel, pour un sujet de son métier : information et droit d’opposition suffisent.',
      en: 'A professional, on a matter of their job: information and the right to object are enough.',
    },
  },
  {
    id: 'RGPD-8',
    source: 'art. 8 RGPD, art. 45 loi Informatique et Libertés',
    says: {
      fr: 'Avant quinze ans (seize ailleurs en Europe), un enfant n’accepte pas seul d’être sollicité : aucune offre ne lui est faite.',
      en: 'Below fifteen (sixteen elsewhere in Europe) a child does not agree alone to be solicited: nothing is offered to them.',
    },
  },
  {
    id: 'RGPD-2',
    source: 'art. 21 RGPD',
    says: {
      fr: 'S’opposer à la prospection ne demande aucune raison et vaut pour tous les moyens à la fois.',
      en: 'Objecting to prospecting asks for no reason and holds for all channels at once.',
    },
  },
  {
    id: 'RGPD-3',
    source: 'art. 17 RGPD',
    says: {
      fr: 'Qui demande à être effacé l’est, sauf ce que la loi oblige à garder. Tant que la demande est ouverte, aucune offre.',
      en: 'Who asks to be erased is, but for what the law has us keep. While the request is open, no offer.',
    },
  },
]
