import { Button } from '@mantine/core'
import { IconDeviceTv } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { Site } from '../../../contract/network.ts'
import { readFloor } from '../../../contract/visits.ts'
import { useAsk } from '../../ask.ts'
import { Distribution } from '../../parts/Distribution.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { useMay, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { CallCard } from '../visit/CallCard.tsx'
import { Expected } from '../visit/Expected.tsx'
import { PerhapsList } from '../visit/Perhaps.tsx'
import { useSkew } from '../visit/skew.ts'
import { VisitCard } from '../visit/VisitCard.tsx'
import { VisitRow } from '../visit/VisitRow.tsx'
import classes from './Floor.module.css'

/** The site, live: who waits, who is looked after, who is expected, how fast people are greeted. */
export default function Floor() {
  const { t } = useWords()
  const { site } = useSite()
  const may = useMay('visits.read')
  if (!may || !site)
    return (
      <Page title={t('floor.title')}>
        <Empty title={t('desk.no-visits')}>{t('desk.no-visits-text')}</Empty>
      </Page>
    )
  return <Live site={site} />
}

function Live({ site }: { site: Site }) {
  const { t } = useWords()
  const floor = useAsk(readFloor, { query: { site: site.id } }, { every: 60_000 })
  const skewMs = useSkew(floor.data?.now)
  return (
    <Page
      title={t('floor.title')}
      lead={floor.data ? t('floor.lead', { site: site.name, n: floor.data.waiting.length }) : site.name}
      size="wide"
      actions={
        <Button component={Link} to="/wall" variant="subtle" leftSection={<IconDeviceTv size={20} aria-hidden />}>
          {t('floor.wall')}
        </Button>
      }
    >
      <ErrorNote error={floor.error} retry={floor.refetch} />
      {floor.data ? (
        <Now floor={floor.data} site={site} skewMs={skewMs} />
      ) : floor.error ? null : (
        <Loading rows={2} as="card" />
      )}
    </Page>
  )
}

function Now({ floor, site, skewMs }: { floor: AnswerOf<typeof readFloor>; site: Site; skewMs: number }) {
  const { t } = useWords()
  return (
    <div className={classes.columns}>
      <div>
        {floor.calls.length > 0 && (
          <Section title={t('desk.calls')} note={floor.calls.length}>
            <div className={classes.cards}>
              {floor.calls.map((call) => (
                <CallCard key={call.id} call={call} site={site} />
              ))}
            </div>
          </Section>
        )}
        <Section title={t('floor.waiting')} note={floor.waiting.length || undefined}>
          {floor.waiting.length === 0 ? (
            <Empty title={t('floor.waiting-none')}>{t('floor.waiting-none-text')}</Empty>
          ) : (
            <div className={classes.cards}>
              {floor.waiting.map((visit) => (
                <VisitCard key={visit.id} visit={visit} site={site} skewMs={skewMs} />
              ))}
            </div>
          )}
        </Section>
        <PerhapsList perhaps={floor.perhaps} zone={site.timeZone} />
        {floor.greeted.length > 0 && (
          <Section title={t('floor.greeted')} note={floor.greeted.length}>
            <People label={t('floor.greeted')}>
              {floor.greeted.map((visit) => (
                <li key={visit.id}>
                  <VisitRow visit={visit} site={site} skewMs={skewMs} />
                </li>
              ))}
            </People>
          </Section>
        )}
      </div>
      <div>
        <Section title={t('floor.today')}>
          <div className={`${classes.today} surface`}>
            <Distribution figures={floor.figures} />
            <p className={classes.counts}>
              {t('floor.left', { n: floor.left })}
              <br />
              {t('floor.strangers', { n: floor.strangersToday })}
            </p>
          </div>
        </Section>
        <Expected expected={floor.expected} site={site} />
      </div>
    </div>
  )
}
