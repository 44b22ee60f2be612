/** Names, cars and sentences of the demo network. Invented people; telephone numbers of the ranges kept for fiction. */
export const FIRST =
  'Anne,Thierry,Camille,Nadia,Julien,Sophie,Karim,Élodie,Pascal,Maëlys,Hugo,Inès,Gérard,Chloé,Mehdi,Lucie,Antoine,Fatou,Olivier,Zoé,Bruno,Amélie,Yann,Léa,Rachid,Monique,Théo,Valérie,Nicolas,Aïcha,Philippe,Manon,Stéphane,Jeanne,Sébastien,Hélène,Moussa,Claire,Damien,Noémie,Vincent,Salomé,Didier,Marine,Ibrahim,Agnès,Benoît,Louise,Frédéric,Émilie,João,Giulia,Piotr,Linh,Andrei,Yasmine,Loïc,Gwenaëlle,Mickaël,Solène'.split(
    ',',
  )
/** Those of them that the invented town gives to women: nobody is called by the wrong title, not even here. */
export const WOMEN: ReadonlySet<string> = new Set(
  'Anne,Camille,Nadia,Sophie,Élodie,Maëlys,Inès,Chloé,Lucie,Fatou,Zoé,Amélie,Léa,Monique,Valérie,Aïcha,Manon,Jeanne,Hélène,Claire,Noémie,Salomé,Marine,Agnès,Louise,Émilie,Giulia,Linh,Yasmine,Gwenaëlle,Solène'.split(
    ',',
  ),
)
export const LAST =
  'Cieille,Lefebvre,Moreau,Garnier,Benali,Rousseau,Da Silva,Le Goff,Marchand,Nguyen,Chevalier,Diallo,Faure,Picard,Lemaître,Bouvier,Haddad,Perrin,Guérin,Colin,Weiss,Delattre,Boucher,Traoré,Ferreira,Masson,Joly,Roux,Lacroix,Kowalski,Barbier,Renaud,Meunier,Aubry,Schneider,Fontaine,Berger,Blanchard,Caron,Ollivier,Monceaux,Thibault,Poirier,Besson,Royer,Pelletier,Hamon,Tessier,Duval,Guichard,Maillard,Vasseur,Carpentier,Leblanc,Brunet,Girault,Prigent,Kerviel,Santini,Lopez,Amrani,Bonnet,Charpentier,Gillet,Jacquet,Lucas,Noël,Payet,Hoarau,Ribeiro'.split(
    ',',
  )
export const SAID: Record<string, string> = {
  Cieille: 'si-èye',
  Nguyen: 'n’gou-yène',
  Schneider: 'chnaï-dère',
  Kowalski: 'ko-val-ski',
  Monceaux: 'mon-so',
  'Le Goff': 'le goff',
  Kerviel: 'ker-vi-èl',
  Payet: 'pa-yète',
  Hoarau: 'oa-ro',
  Weiss: 'vaïss',
}
export const CITIES = [
  ['78000', 'Versailles'],
  ['78150', 'Le Chesnay'],
  ['92500', 'Rueil-Malmaison'],
  ['78100', 'Saint-Germain-en-Laye'],
  ['78400', 'Chatou'],
  ['92210', 'Saint-Cloud'],
  ['78140', 'Vélizy'],
  ['78180', 'Montigny'],
  ['78310', 'Maurepas'],
  ['78190', 'Trappes'],
] as const
export const STREETS = [
  'rue de la Paroisse',
  'avenue Foch',
  'rue des Chantiers',
  'boulevard de la Reine',
  'rue du Maréchal Joffre',
  'allée des Tilleuls',
  'rue Jean Jaurès',
  'chemin des Vignes',
  'place du Marché',
  'rue des Écoles',
]
export const CARS = [
  ['Renault', 'Captur', 'SUV'],
  ['Renault', 'Clio', 'citadine'],
  ['Renault', 'Austral', 'SUV'],
  ['Renault', 'Mégane E-Tech', 'berline'],
  ['Renault', 'Kangoo', 'utilitaire'],
  ['Peugeot', '2008', 'SUV'],
  ['Peugeot', '208', 'citadine'],
  ['Peugeot', '308 SW', 'break'],
  ['Peugeot', '3008', 'SUV'],
  ['Peugeot', '5008', 'SUV'],
  ['Dacia', 'Sandero', 'citadine'],
  ['Dacia', 'Duster', 'SUV'],
  ['Dacia', 'Spring', 'citadine'],
  ['Citroën', 'C3', 'citadine'],
  ['Toyota', 'Yaris', 'citadine'],
  ['Volkswagen', 'Golf', 'berline'],
] as const
export const COLOURS = ['blanc', 'gris', 'noir', 'bleu', 'rouge', 'vert', 'orange']
export const OPTIONS = [
  'attelage',
  'toit panoramique',
  'sièges chauffants',
  'pneus hiver',
  'caméra de recul',
  'barres de toit',
  'régulateur adaptatif',
  'affichage tête haute',
]
export const REASONS = [
  'Révision annuelle',
  'Bruit à l’arrière',
  'Pneus hiver',
  'Vidange',
  'Voyant moteur',
  'Freins avant',
  'Climatisation',
  'Contrôle avant départ',
  'Pare-brise fissuré',
  'Batterie faible',
]
export const SAY = [
  'Le bruit à l’arrière a-t-il disparu ?',
  'Et ce voyage en Bretagne ?',
  'Le siège enfant tient-il bien maintenant ?',
  'La nouvelle caméra de recul vous plaît ?',
  'Comment va votre fille après son permis ?',
]
export const MIND = [
  'A attendu vingt-cinq minutes la dernière fois.',
  'N’aime pas qu’on l’appelle au travail.',
  'Malentendante de l’oreille gauche.',
  'Pressé : son train est à onze heures.',
  'Préfère qu’on lui montre la facture avant.',
]
export const CASES = [
  'Bruit revenu trois jours après la réparation.',
  'Livraison retardée deux fois sans nouvelle.',
  'Rayure sur l’aile après le lavage.',
  'Devis dépassé sans appel.',
]
/** Each of the first with each of the second, and the first by themselves: one draw, hundreds of texts. */
const each = (first: readonly string[], second: readonly string[]): readonly string[] =>
  first.flatMap((one) => [one, ...second.map((two) => `${one} ${two}`)])

export const SURVEYS = each(
  [
    'Accueil très agréable, merci à l’atelier.',
    'Un peu long à l’accueil, sinon parfait.',
    'On m’a rappelé quand c’était prêt, bravo.',
    'Explications claires.',
    'Équipe aimable, du portail à la caisse.',
    'Travail soigné, comme d’habitude.',
    'Voiture prête avant l’heure.',
    'Bon conseil, aucune vente forcée.',
    'Prix annoncé, prix payé.',
    'Reçu tout de suite, par mon nom.',
    'Rien à redire sur la révision.',
    'Sérieux et ponctuel.',
    'Le bruit a disparu.',
    'Rendez-vous obtenu pour le lendemain.',
    'Très bonne écoute.',
    'Atelier propre et bien rangé.',
    'Le mécanicien a pris le temps de montrer.',
    'Devis clair, travail fait.',
    'Toujours le même plaisir de venir.',
    'Pneus changés en une heure.',
  ],
  [
    'Je recommande.',
    'À l’année prochaine.',
    'Le café aussi était bon.',
    'On se sent attendu.',
    'Merci à tous.',
    'Cela fait plaisir.',
    'Rien d’autre à signaler.',
    'Le parking était plein, mais on m’a trouvé une place.',
    'Mon fils a adoré voir le pont se lever.',
    'La voiture sentait le propre.',
    'Facture expliquée ligne à ligne.',
    'Un SMS m’a prévenu.',
    'J’ai pu travailler en attendant.',
    'Le prêt d’un vélo, quelle bonne idée.',
    'Même un samedi.',
    'Continuez.',
  ],
)
/** Of those who were not content. */
export const SURVEYS_ILL = each(
  [
    'Personne pour me recevoir en arrivant.',
    'Trop long à l’accueil, et pas un mot d’excuse.',
    'Personne ne m’a rappelé quand c’était prêt.',
    'Le devis n’a pas été tenu.',
    'Voiture rendue avec une heure de retard.',
    'Le voyant s’est rallumé le soir même.',
    'On m’a fait revenir pour un oubli.',
    'Impossible de joindre l’atelier.',
    'Facture incompréhensible.',
    'Siège taché à la restitution.',
  ],
  [
    'C’est la deuxième fois.',
    'J’attendais mieux.',
    'Prévenir aurait suffi.',
    'Dommage.',
    'Je n’ai pas osé insister.',
    'Il faudrait plus de monde le matin.',
    'J’y ai laissé ma pause déjeuner.',
    'On m’a dit que c’était normal.',
  ],
)
