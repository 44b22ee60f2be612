import { IconScale } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type AttentionAnswer, attention } from '../../../contract/loop.ts'
import { useAsk } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { SiteChoice } from '../../parts/SiteChoice.tsx'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Deciles } from './Deciles.tsx'
import classes from './Loop.module.css'
import { LoopNav } from './LoopNav.tsx'
import { Lorenz } from './Lorenz.tsx'
import { Pressure } from './Pressure.tsx'

/** Is attention equal, whatever they spend? */
export default function Attention() {
  const { t } = useWords()
  const may = useMay('loop.read', null)
  const { sites } = useMe()
  const { at } = useSearch({ strict: false }) as { at?: string }
  const navigate = useNavigate()
  const asked = useAsk(attention, { query: at ? { site: at } : {} }, { enabled: may, keep: true })
  if (!may)
    return (
      <Page title={t('loop.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return (
    <Page title={t('loop.attention')} lead={t('loop.attention-lead')} size="wide" actions={<LoopNav />}>
      {sites.length > 1 && (
        <div className={classes.filters}>
          <SiteChoice
            value={at}
            choose={(site) =>
              void navigate({
                to: '.',
                search: (old: object) => ({ ...old, at: site || undefined }),
                replace: true,
              } as never)
            }
          />
        </div>
      )}
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!asked.data && !asked.error && <Loading rows={3} as="card" />}
      {asked.data && !asked.data.equity.gini && (
        <Empty icon={<IconScale size={40} stroke={1.4} />} title={t('loop.attention-none')}>
          {t('loop.attention-none-text')}
        </Empty>
      )}
      {asked.data?.equity.gini && <Drawn answer={asked.data} />}
    </Page>
  )
}

function Drawn({ answer }: { answer: AttentionAnswer }) {
  const { t, number } = useWords()
  const { equity } = answer
  return (
    <>
      <div className={`${classes.figures} surface`}>
        <Index
          name={t('loop.concentration')}
          estimated={equity.concentration}
          note={concentrationWord(equity.concentration)}
        />
        <Index name={t('loop.gini')} estimated={equity.gini} note="loop.gini-text" />
      </div>
      <Section title={t('loop.deciles')}>
        <div className={`${classes.panel} surface`}>
          <p className={classes.lead}>{t('loop.deciles-text')}</p>
          <Deciles deciles={equity.deciles} of="mean" />
        </div>
      </Section>
      <Section title={t('loop.core-reach')}>
        <div className={`${classes.panel} surface`}>
          <p className={classes.lead}>{t('loop.core-reach-text')}</p>
          <Deciles deciles={equity.deciles} of="core" />
        </div>
      </Section>
      <div className={classes.two}>
        <Section title={t('loop.lorenz')}>
          <div className={`${classes.panel} surface`}>
            <Lorenz curve={equity.lorenz} />
          </div>
        </Section>
        <Section title={t('loop.pressure')} note={t('loop.pressure-note', { n: number(answer.people) })}>
          <div className={`${classes.panel} surface`}>
            <Pressure answer={answer} />
          </div>
        </Section>
      </div>
    </>
  )
}

const concentrationWord = (one: AttentionAnswer['equity']['concentration']) => {
  if (!one?.interval) return 'loop.concentration-few'
  if (one.interval.low > 0) return 'loop.concentration-more'
  return one.interval.high < 0 ? 'loop.concentration-less' : 'loop.concentration-equal'
}

interface IndexProps {
  name: string
  estimated: AttentionAnswer['equity']['gini']
  note: 'loop.gini-text' | ReturnType<typeof concentrationWord>
}

function Index({ name, estimated, note }: IndexProps) {
  const { t, number } = useWords()
  const two = (value: number) => number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return (
    <div>
      <Figure
        name={name}
        value={estimated ? two(estimated.value) : '–'}
        n={estimated?.n}
        interval={estimated?.interval ? [two(estimated.interval.low), two(estimated.interval.high)] : null}
      />
      <p className={classes.quiet}>{t(note)}</p>
    </div>
  )
}
