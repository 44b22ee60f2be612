import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { answerPerhaps, type Perhaps as PerhapsData, readDesk, readFloor } from '../../../contract/visits.ts'
import { useDo } from '../../ask.ts'
import { applyCall, applyVisit } from '../../live.ts'
import { BecauseList } from '../../parts/BecauseList.tsx'
import { Section } from '../../parts/Page.tsx'
import { Person } from '../../parts/Person.tsx'
import { Sure } from '../../parts/Sure.tsx'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Perhaps.module.css'

/** For reception: reads and calls that are not sure. One tap says who it is, or that it is none of them; a camera learns. */
export function PerhapsList({ perhaps, zone }: { perhaps: readonly PerhapsData[]; zone: string }) {
  const { t } = useWords()
  if (perhaps.length === 0) return null
  return (
    <Section title={t('desk.perhaps')} note={perhaps.length}>
      <p className={classes.lead}>{t('desk.perhaps-lead')}</p>
      {perhaps.map((one) => (
        <One key={one.id} perhaps={one} zone={zone} />
      ))}
    </Section>
  )
}

function One({ perhaps, zone }: { perhaps: PerhapsData; zone: string }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const answer = useDo(answerPerhaps, { refresh: [readFloor, readDesk] })
  const say = (candidate: number | null) =>
    answer.mutate(
      { params: { id: perhaps.id }, body: { candidate } },
      {
        onSuccess: ({ visit, call }) => {
          if (visit) applyVisit(queries, visit)
          if (call) applyCall(queries, call)
          if (perhaps.door === 'gate') toast(t('desk.perhaps-done'))
          else if (call) toast(t('desk.perhaps-call-done', { name: call.card.name }))
          else toast(t('desk.perhaps-call-none'))
        },
        onError: toastProblem,
      },
    )
  return (
    <div className={`${classes.one} surface`}>
      <div className="dim">
        <Time at={perhaps.at} zone={zone} /> · {t(`desk.perhaps-${perhaps.door}`)}
      </div>
      <ul className={classes.list}>
        {perhaps.candidates.map((candidate, i) => (
          <li key={candidate.customerId + (candidate.assetId ?? '')}>
            <Person
              name={candidate.name}
              line={
                <>
                  {[candidate.vehicle, candidate.plate].filter(Boolean).join(' · ')}
                  <div className={classes.because}>
                    <Sure certainty="perhaps" probability={candidate.probability} />{' '}
                    <BecauseList because={candidate.because} />
                  </div>
                </>
              }
            />
            <Button variant="default" loading={answer.isPending} onClick={() => say(i)}>
              {t('desk.perhaps-it-is', { name: candidate.name })}
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="subtle" loading={answer.isPending} onClick={() => say(null)}>
        {t('desk.perhaps-none', { n: perhaps.candidates.length })}
      </Button>
    </div>
  )
}
