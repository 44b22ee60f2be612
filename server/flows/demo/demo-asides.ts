import type { Mood, Occasion } from './demo-said.ts'

/**
 * What people of the invented town add to what they had to say: a second sentence, of the same mind. Written for the demo alone, like the
 * rest: with it hardly two of them write the same.
 */
const ANYWHERE: Record<Mood, readonly string[]> = {
  happy: [
    'Le café est bon, en plus.',
    'On trouve toujours à se garer.',
    'Je l’ai déjà dit à mes voisins.',
    'Mes parents viendront aussi.',
    'Rien n’est jamais un problème ici.',
    'Continuez comme ça.',
    'Cela fait huit ans que je viens, et je ne changerai pas.',
    'Le hall est clair et très propre.',
    'On vous dit bonjour avant même que la porte soit fermée.',
    'Pas de mauvaise surprise sur la facture.',
    'Tout était prêt, papiers compris.',
    'On a répondu à toutes mes questions sans soupirer.',
    'Le standard a décroché tout de suite.',
    'Les enfants ont trouvé de quoi dessiner.',
    'Mon chien a eu droit à une gamelle d’eau.',
    'Bravo à l’équipe du matin.',
    'C’est devenu rare, alors je l’écris.',
    'Je reviens les yeux fermés.',
    'Même ma fille, qui n’aime pas attendre, n’a rien dit.',
    'Les prix étaient affichés, et tenus.',
  ],
  between: [
    'Le reste va très bien.',
    'Rien de grave, mais je le signale.',
    'Je reviendrai sans doute.',
    'La prochaine fois, prévenez-moi la veille.',
    'Un banc dehors ne serait pas de trop.',
    'Le café était froid.',
    'L’équipe, elle, est aimable.',
    'On s’y habitue.',
    'Je mets la moyenne pour cela.',
    'Un panneau aiderait à trouver l’entrée de l’atelier.',
    'À revoir, donc.',
    'Sinon, merci.',
  ],
  unhappy: [
    'Pas un mot d’excuse.',
    'J’attends toujours une explication.',
    'Ce n’est pas la première fois.',
    'Avant, ce n’était pas comme cela.',
    'Je le dirai autour de moi.',
    'J’ai posé une demi-journée pour rien.',
    'Au téléphone, personne ne savait où en était ma voiture.',
    'Chacun renvoie sur son collègue.',
    'J’ai fini par appeler moi-même.',
    'Ma mère de 78 ans a attendu debout.',
    'On ne traite pas les gens ainsi.',
    'Je paie pourtant le prix fort.',
    'Il faudrait au moins prévenir.',
    'Qui décide, chez vous ?',
  ],
}

const OF: Record<Occasion, Partial<Record<Mood, readonly string[]>>> = {
  workshop: {
    happy: [
      'La {model} roule comme au premier jour.',
      'Prise en charge en cinq minutes, montre en main.',
      'On m’a montré la pièce changée.',
      'Le véhicule de prêt avait fait le plein.',
      'La navette m’a déposé au bureau.',
      'Voiture rendue lavée, dedans comme dehors.',
      'Un SMS à midi, un autre à 16 h : parfait.',
      'Le devis tenait sur une page, et il a été tenu.',
      'On m’a dit ce qui pouvait attendre l’an prochain.',
      'Le siège était protégé, aucune trace.',
    ],
    between: [
      'La {model} est restée une nuit de plus que prévu.',
      'On m’a expliqué la facture, mais après l’avoir demandé.',
      'Le créneau proposé était loin.',
      'Le bruit a disparu, à vérifier dans un mois.',
      'Une place de plus devant l’atelier suffirait.',
    ],
    unhappy: [
      'Et la {model} n’est toujours pas réparée.',
      'Le devis parlait d’une heure, la facture de trois.',
      'Il restait des traces de doigts partout.',
      'Le rendez-vous était pourtant pris depuis trois semaines.',
      'La pièce n’avait même pas été commandée.',
    ],
  },
  delivery: {
    happy: [
      'La {model} était garée devant la porte, un ruban dessus.',
      'Une heure pour tout essayer, sans être pressé.',
      'La carte grise est arrivée avant moi.',
      'On m’a appelé chaque semaine pour dire où en était la commande.',
      'La reprise s’est faite en dix minutes.',
      'L’essai du samedi nous a décidés.',
    ],
    between: [
      'La notice était en allemand.',
      'Le coffre n’avait pas été vidé de ses cartons.',
      'On aurait aimé un essai de nuit.',
      'La couleur est un peu plus claire que sur l’écran.',
    ],
    unhappy: [
      'Le vendeur avait changé entre-temps.',
      'Le plein n’était pas fait.',
      'Personne ne m’a dit bonjour à l’entrée.',
      'La date a bougé quatre fois.',
    ],
  },
  call: {},
  counter: {},
}

export const ASIDES_EN: Record<Mood, readonly string[]> = {
  happy: [
    'The coffee was good too.',
    'Parking was easy.',
    'I have told my neighbours.',
    'Everything was ready, papers included.',
    'No surprise on the bill.',
    'My children were looked after.',
    'Keep it up.',
    'I have come for six years and will not change.',
  ],
  between: [
    'The rest was fine.',
    'Nothing serious, but I mention it.',
    'A text the day before would help.',
    'I shall probably come again.',
  ],
  unhappy: [
    'Not a word of apology.',
    'It is not the first time.',
    'I had taken half a day off.',
    'In the end I rang myself.',
    'Nobody knew where my car was.',
  ],
}

/** What may be added to words said on this occasion. */
export const asidesFor = (occasion: Occasion, mood: Mood): readonly string[] => [
  ...ANYWHERE[mood],
  ...(OF[occasion][mood] ?? []),
]
