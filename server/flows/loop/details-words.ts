interface DetailsWords {
  title: string
  lead: string
  since: (day: string) => string
  open: string
  givenName: string
  familyName: string
  companyName: string
  addressAs: string
  street: string
  postcode: string
  city: string
  keep: string
  phone: string
  email: string
  right: string
}

/** Of what we know of them, on their own page. */
export const DETAILS_WORDS: Record<'fr' | 'en', DetailsWords> = {
  fr: {
    title: 'Vos coordonnées',
    lead: 'Ce que vous confirmez ici passe avant ce que disent nos fichiers.',
    since: (day) => `Confirmées par vous le ${day}.`,
    open: 'Les voir et les corriger',
    givenName: 'Prénom',
    familyName: 'Nom de famille',
    companyName: 'Société',
    addressAs: 'Comment vous appeler',
    street: 'Adresse',
    postcode: 'Code postal',
    city: 'Ville',
    keep: 'Décochez un numéro ou un e-mail qui n’est plus le vôtre.',
    phone: 'Un autre téléphone',
    email: 'Un autre e-mail',
    right: 'C’est juste ainsi',
  },
  en: {
    title: 'Your details',
    lead: 'What you confirm here comes before what our files say.',
    since: (day) => `Confirmed by you on ${day}.`,
    open: 'See and mend them',
    givenName: 'Given name',
    familyName: 'Family name',
    companyName: 'Company',
    addressAs: 'What to call you',
    street: 'Address',
    postcode: 'Postcode',
    city: 'Town',
    keep: 'Untick a number or an e-mail that is yours no more.',
    phone: 'Another telephone',
    email: 'Another e-mail',
    right: 'It is right like this',
  },
}
