import type pg from 'pg'
import { SHIPPED } from '../../server/edges/reader/shipped-reader.edge.ts'

/** Sentences by what they speak of and how they lean; the last of each window is what a bench of discovery has to find. */
const SAID: readonly { theme: string; lean: 1 | 0 | -1; text: string }[] = [
  { theme: 'welcome', lean: 1, text: 'accueil très agréable' },
  { theme: 'welcome', lean: -1, text: 'personne ne m’a salué à l’arrivée' },
  { theme: 'waiting', lean: -1, text: 'une heure d’attente au comptoir' },
  { theme: 'waiting', lean: 1, text: 'pris en charge tout de suite' },
  { theme: 'price', lean: -1, text: 'la facture dépasse le devis' },
  { theme: 'price', lean: 0, text: 'le prix est dans la moyenne' },
  { theme: 'delay', lean: -1, text: 'le délai annoncé n’a pas été tenu' },
  { theme: 'delay', lean: 1, text: 'voiture prête à l’heure dite' },
  { theme: 'informed', lean: -1, text: 'aucune nouvelle pendant trois jours' },
  { theme: 'informed', lean: 1, text: 'prévenu à chaque étape par message' },
  { theme: 'repair', lean: -1, text: 'le bruit est revenu dès le lendemain' },
  { theme: 'repair', lean: 1, text: 'la panne est réparée du premier coup' },
  { theme: 'competence', lean: 1, text: 'le conseiller connaît son métier' },
  { theme: 'phone', lean: -1, text: 'impossible de joindre l’atelier au téléphone' },
  { theme: 'cleanliness', lean: 1, text: 'véhicule rendu propre' },
  { theme: 'delivery', lean: 1, text: 'livraison bien expliquée' },
  { theme: 'loanCar', lean: -1, text: 'pas de véhicule de prêt disponible' },
  { theme: 'appointment', lean: 0, text: 'rendez-vous pris sur le site' },
]
const NEW = 'la borne de recharge du parking est en panne'
const FADED = 'le café de la salle d’attente était froid'
/** Of so many answers in one statement: memory and WAL stay bounded. */
const BATCH = 50_000

export interface Filled {
  answers: number
  sites: number
  years: number
}

/**
 * Answers of a network straight into its tables, three years back from `until`: half with words, places that differ a little, one that differs a
 * lot, one week from which on another falls. The same seed lays the same answers.
 */
export async function fill(client: pg.Client, { answers, sites, years }: Filled, until: string): Promise<void> {
  await client.query('select setseed(0.42)')
  await client.query(
    `insert into network.site (id, name, time_zone, created_at)
     select gen_random_uuid(), 'Site ' || lpad(n::text, 2, '0'), 'Europe/Paris', now() from generate_series(1, $1::int) n`,
    [sites],
  )
  await client.query(
    `create temp table place as select id, row_number() over (order by name) as n,
       0.62 + 0.12 * (('x' || substr(md5(name), 1, 6))::bit(24)::int / 16777216.0) - case when row_number() over (order by name) = 3 then 0.25 else 0 end as good
     from network.site`,
  )
  await client.query('create temp table said (n int, theme text, lean int, text text)')
  await client.query(
    'insert into said select row_number() over () - 1, theme, lean, text from jsonb_to_recordset($1) x(theme text, lean int, text text)',
    [JSON.stringify(SAID)],
  )
  for (let from = 0; from < answers; from += BATCH)
    await someAnswers(client, Math.min(BATCH, answers - from), from, years, until)
  await client.query(
    "insert into feedback.changed select distinct coalesce(site_id, '00000000-0000-0000-0000-000000000000'), (at at time zone 'UTC')::date, now() from feedback.answer on conflict do nothing",
  )
  await client.query('analyze feedback.answer, feedback.verbatim, feedback.invitation')
}

async function someAnswers(client: pg.Client, n: number, from: number, years: number, until: string): Promise<void> {
  await client.query(
    `create temp table batch as
     with drawn as (
       select gen_random_uuid() as id, gen_random_uuid() as customer_id, gen_random_uuid() as invitation_id, random() as u1, random() as u2, random() as u3,
         random() as u4, random() as u5, $3::timestamptz - random() * $2::int * interval '365 days' as at, $4::int + i as number,
         1 + floor(power(random(), 1.4) * (select count(*) from place))::int as site_n
       from generate_series(1, $1::int) i)
     select d.*, p.id as site_id,
       (array['nps','nps','nps','csat','csat','ces','stars'])[1 + floor(u1 * 7)::int] as metric,
       (array['merci','apres-livraison','apres-atelier','essai','relance','anniversaire'])[1 + floor(u2 * u2 * 6)::int] as moment,
       (array['service','sales','bodywork','tyres'])[1 + floor(u2 * 4)::int] as service,
       (array['email','sms','sms','qr','tablet'])[1 + floor(u3 * 5)::int] as channel,
       u4 < p.good - case when p.n = 5 and at > $3::timestamptz - interval '70 days' then 0.25 else 0 end as good
     from drawn d join place p on p.n = d.site_n`,
    [n, years, until, from],
  )
  await client.query(
    `insert into feedback.answer (id, invitation_id, customer_id, site_id, moment, service, channel, language, metric, score, scale_min, scale_max, direction, band,
       left_out, at, changed_at)
     select id, invitation_id, customer_id, site_id, moment, service, channel, 'fr', metric, score, least, most, 'up',
       case metric when 'nps' then case when score >= 9 then 'happy' when score >= 7 then 'between' else 'unhappy' end
         else case when score * 2 > least + most then 'happy' when score * 2 = least + most then 'between' else 'unhappy' end end,
       case when u5 > 0.99 then 'same-words' end, at, at
     from (select s.*, least + case when good then most - least - floor(u5 * 2)::int * (case when metric = 'nps' then 1 else 0 end)
         else floor(u5 * (most - least))::int end as score
       from (select batch.*, case metric when 'nps' then 0 else 1 end as least,
         case metric when 'nps' then 10 when 'ces' then 7 else 5 end as most from batch) s) scored`,
  )
  await client.query(
    `insert into feedback.verbatim (id, answer_id, customer_id, site_id, moment, service, language, text, shape, polarity, sure, themes, kinds, callback, reader,
       left_out, at, changed_at)
     select gen_random_uuid(), id, customer_id, site_id, moment, service, 'fr', text, decode(md5(text), 'hex'), lean, 0.9,
       jsonb_build_array(jsonb_build_object('theme', theme, 'polarity', lean, 'sure', 0.9), jsonb_build_object('theme', theme2, 'polarity', lean2, 'sure', 0.8)),
       case when lean > 0 then '{compliment}' when lean < 0 then '{problem}' else '{}' end::text[], lean < 0 and u2 < 0.1, '${SHIPPED}',
       case when u5 > 0.99 then 'same-words' end, at, at
     from (select batch.*, a.theme, a.lean, b.theme as theme2, b.lean as lean2,
         initcap(left(a.text, 1)) || substr(a.text, 2) || ', ' || b.text || '. Dossier ' || number || '.'
         || case when at > $1::timestamptz - interval '30 days' and u3 < 0.04 then ' ${NEW.replaceAll("'", "''")}.' else '' end
         || case when at < $1::timestamptz - interval '31 days' and u3 > 0.96 then ' ${FADED.replaceAll("'", "''")}.' else '' end as text
       from batch join said a on a.n = floor(u5 * ${SAID.length})::int join said b on b.n = floor(u3 * ${SAID.length})::int
       where u1 < 0.5 and a.theme <> b.theme) worded`,
    [until],
  )
  await client.query(
    `insert into feedback.invitation (id, survey_id, survey_version, customer_id, site_id, moment, service, channel, asked_at, opened_at, answered_at, expires_at)
     select invitation_id, gen_random_uuid(), 1, customer_id, site_id, moment, service, channel, at - interval '2 days', at, at, at + interval '28 days'
     from batch where channel in ('email', 'sms')
     union all
     select gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), site_id, moment, service, channel, at - interval '2 days',
       case when u5 < 0.3 then at end, null, at + interval '28 days'
     from batch where channel in ('email', 'sms') and u4 < 0.8`,
  )
  await client.query('drop table batch')
}
