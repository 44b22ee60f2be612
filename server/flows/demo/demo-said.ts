/**
 * What people of the invented town write. `{who}`: the advisor’s given name; `{model}`: their car. Written for the demo alone: none of it is
 * among the texts the reader is taught with or tried on.
 */
export type Mood = 'happy' | 'between' | 'unhappy'
export type Occasion = 'delivery' | 'workshop' | 'call' | 'counter'

export const SAID: Record<Occasion, Record<Mood, readonly string[]>> = {
  delivery: {
    happy: [
      'Une livraison comme on en rêve : {who} avait tout préparé, la {model} brillait, et on a pris une heure pour tout nous expliquer.',
      'Merci à {who} pour sa patience. Nous avons changé trois fois d’avis sur la couleur, toujours reçus avec le sourire.',
      'Accueil très chaleureux, aucun discours de vendeur. On se sent attendu.',
      'Voiture prête à l’heure dite, propre, le plein fait. Rien à dire d’autre que bravo.',
      'Reprise de mon ancienne voiture au prix annoncé au téléphone, sans mauvaise surprise. C’est rare.',
      'Je recommande les yeux fermés. {who} m’a rappelée deux jours après pour savoir si tout allait bien.',
      'Le financement a été expliqué ligne par ligne. Pour une fois j’ai compris ce que je signais.',
      'Parfait du début à la fin.',
      'Très bon conseil, on m’a orienté vers un modèle moins cher qui me suffit largement.',
      'Les enfants ont eu droit à un chocolat pendant qu’on réglait les papiers. Ce genre de détail compte.',
      'Top',
      'Collaborateurs à l’écoute et showroom magnifique.',
    ],
    between: [
      'Belle voiture, mais la livraison a glissé de dix jours et c’est moi qui ai dû appeler pour le savoir.',
      '{who} est d’une grande gentillesse, en revanche le dossier de financement a traîné.',
      'Bien dans l’ensemble. Il manquait les tapis et la deuxième clé, promis pour la semaine prochaine.',
      'Accueil correct, sans plus. On aurait aimé un essai plus long.',
      'La {model} me plaît beaucoup, le site pour suivre la commande beaucoup moins : rien n’y bouge.',
      'RAS',
      'Un peu cher par rapport à la concurrence mais le sérieux est là.',
      'Pourquoi ne pas proposer une prise en main le samedi ? En semaine, je travaille.',
    ],
    unhappy: [
      'Trois mois de retard, aucune nouvelle, et le jour de la livraison personne ne savait que je venais. Inadmissible.',
      'On m’avait promis les barres de toit offertes. À la remise des clés, plus personne ne s’en souvenait.',
      'Voiture livrée avec une rayure sur la portière. On me dit que c’est « dans la tolérance ». Je suis très déçu.',
      'La reprise annoncée a baissé de 900 euros le jour de la signature. Je ne reviendrai pas.',
      'Cela fait trois fois que je demande qu’on me rappelle au sujet de la carte grise. Rappelez-moi s’il vous plaît.',
      'Vendeur pressant, il voulait absolument me placer une extension de garantie. Désagréable.',
    ],
  },
  workshop: {
    happy: [
      'Pris en charge dès mon arrivée, voiture rendue lavée et une demi-heure avant l’heure prévue. Merci.',
      'Le mécanicien m’a montré la pièce usée et expliqué pourquoi il fallait la changer. Enfin quelqu’un de clair.',
      '{who} m’a appelé avant de faire quoi que ce soit de plus. J’apprécie énormément.',
      'Devis respecté au centime. Je reviendrai.',
      'Bruit disparu du premier coup alors que deux autres garages avaient abandonné. Chapeau.',
      'Véhicule de prêt impeccable, prêt à mon arrivée, formalités en deux minutes.',
      'Rapide et efficace.',
      'On m’a rappelée quand c’était prêt, comme promis. Tout simplement ce qu’il faut faire.',
      'Salle d’attente propre, café, prise pour l’ordinateur : j’ai pu travailler. Merci à toute l’équipe.',
      'Bon accueil au téléphone, rendez-vous le lendemain. Parfait avant les vacances.',
      'Garantie prise en compte sans discuter. Merci à {who} d’avoir défendu mon dossier.',
      '{who} se souvenait de mon prénom et du bruit de l’an dernier. On se sent attendu.',
      'Un grand merci à {who}, qui m’a trouvé un créneau le jour même pour ma crevaison.',
      'J’étais pressée, {who} l’a compris sans que je le dise : vingt minutes et j’étais repartie.',
      '{who} m’a déconseillé un remplacement inutile. J’ai économisé 300 euros, je m’en souviendrai.',
      'Explications très claires de {who}, schéma à l’appui. Ma fille a tout compris aussi.',
      'Mention spéciale pour {who} : toujours le mot gentil, même un lundi matin sous la pluie.',
      '{who} a pris des nouvelles de mon mari avant de parler de la voiture. Cela ne s’oublie pas.',
      'Rappelé par {who} à l’heure dite, facture expliquée ligne à ligne, rien à ajouter.',
      'La {model} est rendue propre, réglée, et {who} avait même remonté la roue de secours.',
      'Très satisfait 👍',
      'Équipe souriante et compétente, je recommande.',
      'Merci !',
    ],
    between: [
      'Travail bien fait, mais j’ai attendu quarante minutes à l’accueil avec un rendez-vous.',
      'Réparation correcte. La facture est un peu salée pour un simple voyant.',
      'Très bons mécaniciens, par contre impossible de vous joindre : ça sonne dans le vide.',
      'Voiture rendue à 18 h au lieu de 16 h sans prévenir. Sinon rien à dire sur la révision.',
      'Accueil sympathique, mais il faudrait plus de places de parking.',
      'Correct.',
      'Ce serait bien d’envoyer un SMS quand la voiture est prête.',
      'Bien, mais la voiture n’a pas été lavée comme annoncé.',
      'Pas mécontent, pas enthousiaste.',
      'Faut-il vraiment immobiliser la voiture une journée pour une vidange ?',
    ],
    unhappy: [
      'Deux heures d’attente pour une vidange, et personne pour s’excuser.',
      'Le bruit est revenu trois jours après. J’ai payé 480 euros pour rien.',
      'Personne ne rappelle jamais. J’ai laissé quatre messages. Merci de me rappeler au plus vite.',
      'Depuis votre réparation les freins grincent et la pédale s’enfonce. J’ai peur de rouler avec mes enfants.',
      'Facture plus élevée que le devis de 210 euros sans qu’on m’ait appelée. Je me sens prise pour une idiote.',
      'Voiture rendue sale, avec des traces de graisse sur le siège. Honteux.',
      'Rendez-vous à 9 h, la voiture n’a été prise qu’à 11 h 30. Quel manque de respect.',
      'Après dix ans chez vous, c’est la dernière fois. Je change de garage.',
      'On m’avait promis la pièce pour mardi. Nous sommes vendredi et aucune nouvelle.',
      'Pas de véhicule de prêt alors qu’il était réservé. J’ai perdu une journée de travail.',
      'Attente interminable, accueil débordé, une seule personne au comptoir pour dix clients.',
    ],
  },
  call: {
    happy: [
      'Décroché à la deuxième sonnerie, réponse claire. Bravo.',
      'On a retrouvé mon dossier tout de suite, je n’ai pas eu à tout raconter.',
      'Rappelé dans l’heure comme promis.',
      '{who} a pris le temps de m’écouter jusqu’au bout. C’est si rare.',
      'Appel clair et aimable, {who} avait mon dossier sous les yeux.',
    ],
    between: ['Réponse obtenue, mais après être passé par trois personnes.', 'Musique d’attente un peu longue.'],
    unhappy: [
      'Vingt minutes d’attente au téléphone puis raccroché au nez.',
      'On me promet un rappel depuis lundi. Rien.',
      'Impossible d’avoir quelqu’un de l’atelier, on me renvoie toujours sur le standard.',
    ],
  },
  counter: {
    happy: [
      'Accueil au top',
      'Le café est bon et le sourire aussi !',
      'Toilettes très propres, ça change.',
      'Merci pour la patience avec ma mère.',
    ],
    between: ['Un peu d’attente', 'Il fait froid dans le hall.', 'Ouvrez le samedi après-midi !'],
    unhappy: [
      'Personne à l’accueil pendant dix minutes.',
      'Toilettes sales.',
      'Parking complet, j’ai tourné vingt minutes.',
      'Attente beaucoup trop longue aujourd’hui',
    ],
  },
}

export const SAID_EN: Record<Mood, readonly string[]> = {
  happy: [
    'Lovely welcome, and {who} explained everything in English without being asked. Thank you.',
    'Car ready on time and spotless. Couldn’t ask for more.',
    'Honest advice, fair price. I’ll be back.',
    '{who} remembered us from last year and had the coffee ready. What a welcome.',
  ],
  between: ['Good work, but nobody told me it would take all day.', 'Friendly people, slow paperwork.'],
  unhappy: [
    'I was promised a call back on Tuesday. It is Friday. Please call me.',
    'Waited over an hour although I had an appointment. Not good enough.',
  ],
}
