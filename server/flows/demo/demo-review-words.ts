/** What some people of the invented town asked to publish. Stars are those of their answer; nobody chose the kind ones. */
export interface DemoReview {
  stars: 1 | 2 | 3 | 4 | 5
  text: string
  /** Signed, or not. */
  named: boolean
  /** The site answered. */
  reply?: string
  what?: 'waits' | 'refused' | 'answered' | 'reported'
}

const said = (stars: DemoReview['stars'], text: string, more: Partial<DemoReview> = {}): DemoReview => ({
  stars,
  text,
  named: true,
  ...more,
})

export const DEMO_REVIEWS: readonly DemoReview[] = [
  said(
    5,
    'Reçu par mon nom avant d’avoir coupé le contact. La révision était finie une heure plus tôt que prévu, et on m’a montré les anciennes plaquettes.',
  ),
  said(2, 'Deux rappels promis, aucun reçu. La réparation est bonne, l’organisation non.', {
    reply:
      'Vous avez raison : ces deux rappels vous étaient dus. Depuis, chacun est noté avec un nom et une heure. Merci de nous l’avoir dit.',
  }),
  said(4, 'Travail sérieux, prix annoncé et tenu. Il manque un peu de place pour attendre.'),
  said(5, 'Le conseiller a pris le temps d’expliquer la facture ligne par ligne. C’est rare.'),
  said(3, 'Correct, mais il faut prendre rendez-vous trois semaines à l’avance.'),
  said(5, 'Voiture prêtée sans que je la demande, rendue propre. Merci à toute l’équipe.', { named: false }),
  said(1, 'Le bruit pour lequel je venais est revenu trois jours plus tard. J’attends toujours qu’on me rappelle.', {
    reply: 'Nous avons repris la voiture le 12 et changé la biellette, à nos frais. Nous regrettons l’attente.',
  }),
  said(4, 'Bon accueil au téléphone, réponse claire, créneau trouvé en deux minutes.'),
  said(5, 'Troisième voiture achetée ici. On se souvient de nous, et cela change tout.'),
  said(4, '', { named: false }),
  said(5, 'Livraison soignée, tout était prêt : papiers, sièges enfants réglés, plein fait.'),
  said(3, 'Les mécaniciens sont très bien. L’accueil était seul pour huit personnes ce samedi matin.'),
  said(5, 'J’avais peur du devis, il était plus bas qu’annoncé. On m’a dit ce qui pouvait attendre.'),
  said(2, 'Une heure et quart d’attente pour une vidange sur rendez-vous.'),
  said(4, 'Rapide et courtois. Je reviendrai pour les pneus.'),
  said(5, 'Ils ont retrouvé une clé perdue derrière le siège, et me l’ont rapportée chez moi.'),
  said(5, 'Honnêtes. Ils m’ont déconseillé une réparation qui n’en valait pas la peine.', { named: false }),
  said(3, ''),
  said(4, 'La peinture est parfaite, on ne voit plus rien. Un jour de retard, prévenu la veille.'),
  said(5, 'Good English at the front desk, which helped a lot. Clear price, car ready on time.'),
  said(1, 'Facture plus élevée que le devis, sans un appel pour prévenir.', {
    reply: 'L’écart vous a été remboursé. Un devis dépassé sans accord ne devait pas arriver.',
  }),
  said(4, 'Bonne explication des aides à la conduite. Il m’a fallu un second rendez-vous pour tout retenir.'),
  said(5, 'Accueil chaleureux, même un samedi chargé. Café offert, et vraie conversation.'),
  said(5, 'Très bien du début à la fin.', { named: false }),
  said(2, 'Impossible de joindre l’atelier entre midi et deux, et personne ne rappelle.', { what: 'reported' }),
  said(4, 'Pneus montés en quarante minutes, équilibrage impeccable.'),
  said(5, 'On m’a proposé la mobilité sans discuter, alors que la panne était de ma faute.'),
  said(3, 'Rien à redire sur la mécanique, mais la voiture est revenue avec un siège taché.'),
  said(4, 'Le vendeur connaît ses modèles et n’a pas poussé à la dépense.'),
  said(5, 'Prise en charge d’une panne un vendredi à 18 h 30. Chapeau.'),
  said(4, 'Sérieux et ponctuels. L’entretien est un peu cher.', { what: 'waits' }),
  said(1, 'Personne à l’accueil, j’ai attendu vingt minutes avant qu’on me voie.', { what: 'waits' }),
  said(5, 'Merci à Nadia pour sa patience. Vous pouvez me joindre au 06 39 98 12 34 si vous voulez mon témoignage.', {
    what: 'waits',
  }),
  said(3, 'Un bon garage, où l’on répond quand on demande. Le parking est trop petit.', {
    what: 'waits',
    named: false,
  }),
  said(2, 'Le chef d’atelier, monsieur Delmas, habite au 4 rue des Tilleuls, allez le lui dire.', { what: 'refused' }),
  said(1, 'Mon beau-frère tient un garage bien meilleur à côté, allez plutôt chez lui.', { what: 'answered' }),
]
