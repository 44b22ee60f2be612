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
import { useWords } from '../../words/words.tsx'
import { Expected } from '../visit/Expected.tsx'
import { OnSite } from '../visit/OnSite.tsx'
import { PerhapsList } from '../visit/Perhaps.tsx'
import { useSkew } from '../visit/skew.ts'
import { Calls, Cards, Rows } from '../visit/Visits.tsx'
import classes from './Floor.module.css'

/** The site, live: who waits, who is looked after, who is expected, how fast people are greeted. */
export default function Floor() {
  const { t } = useWords()
  return <OnSite title={t('floor.title')}>{(site) => <Live site={site} />}</OnSite>
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
        <Calls calls={floor.calls} site={site} />
        <PerhapsList perhaps={floor.perhaps} zone={site.timeZone} />
        <Cards
          title={t('floor.waiting')}
          visits={floor.waiting}
          site={site}
          skewMs={skewMs}
          none={<Empty title={t('floor.waiting-none')}>{t('floor.waiting-none-text')}</Empty>}
        />
        <Rows title={t('floor.greeted')} visits={floor.greeted} site={site} skewMs={skewMs} />
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
