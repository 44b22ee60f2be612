import { Button, Group } from '@mantine/core'
import { IconHeart, IconHeartFilled } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import {
  type Compliment,
  cheerCompliment,
  listCompliments,
  seeCompliment,
  whoIsThanked,
} from '../../../../contract/compliments.ts'
import { call } from '../../../api.ts'
import { useAsk, useDo } from '../../../ask.ts'
import { Section } from '../../../parts/Page.tsx'
import { Time } from '../../../parts/Time.tsx'
import { toastProblem, undoable } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Cases.module.css'
import { useAgain } from './useAgain.ts'

/** On the desk: what customers thank me for, and, for whoever leads them, what they thank my people for. */
export function Thanks() {
  const { t } = useWords()
  const asked = useAsk(listCompliments, { query: {} as never }, { every: 120_000 })
  const mine = asked.data?.mine ?? []
  const team = asked.data?.team ?? []
  return (
    <>
      {mine.length > 0 && (
        <Section title={t('thanks.mine')}>
          <ul className={classes.thanks}>
            {mine.map((one) => (
              <Mine key={one.id} one={one} />
            ))}
          </ul>
        </Section>
      )}
      {team.length > 0 && (
        <Section title={t('thanks.team')}>
          <ul className={classes.thanks}>
            {team.slice(0, MOST).map((one) => (
              <Theirs key={one.id} one={one} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

const MOST = 5

function Words({ one }: { one: Compliment }) {
  const { t } = useWords()
  return (
    <>
      <blockquote lang={one.language}>{t('inbox.quoted', { word: one.words })}</blockquote>
      <p className={classes.quiet}>
        {[one.customer || t('inbox.someone'), one.site].filter(Boolean).join(' · ')} · <Time at={one.at} />
      </p>
    </>
  )
}

function Mine({ one }: { one: Compliment }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const see = useDo(seeCompliment, {
    refresh: [listCompliments],
    done: () =>
      undoable(
        t('thanks.seen-done'),
        async () => {
          await call(seeCompliment, { params: { id: one.id }, body: { seen: false } })
          await queries.invalidateQueries({ queryKey: [listCompliments.name] })
        },
        one.id,
      ),
  })
  return (
    <li className="surface">
      <Words one={one} />
      {one.cheeredBy && (
        <p className={classes.cheered}>
          <IconHeartFilled size={16} aria-hidden /> {t('thanks.cheered', { name: one.cheeredBy })}
        </p>
      )}
      {!one.seenAt && (
        <Button
          variant="default"
          loading={see.isPending}
          onClick={() => see.mutate({ params: { id: one.id }, body: { seen: true } }, { onError: toastProblem })}
        >
          {t('thanks.seen')}
        </Button>
      )}
    </li>
  )
}

function Theirs({ one }: { one: Compliment }) {
  const { t } = useWords()
  const cheer = useDo(cheerCompliment, { refresh: [listCompliments] })
  const say = (cheered: boolean) =>
    cheer.mutate({ params: { id: one.id }, body: { cheered } }, { onError: toastProblem })
  return (
    <li className="surface">
      <strong>{one.staff || t('thanks.who', { name: one.name })}</strong>
      <Words one={one} />
      <WhoIsMeant id={one.id} candidates={one.staffId ? [] : one.candidates} />
      {one.mayCheer && (
        <Button
          variant={one.cheeredBy ? 'light' : 'default'}
          aria-pressed={one.cheeredBy !== ''}
          loading={cheer.isPending}
          leftSection={one.cheeredBy ? <IconHeartFilled size={18} aria-hidden /> : <IconHeart size={18} aria-hidden />}
          onClick={() => say(one.cheeredBy === '')}
        >
          {one.cheeredBy ? t('thanks.cheered-by', { name: one.cheeredBy }) : t('thanks.cheer')}
        </Button>
      )}
    </li>
  )
}

/** Several bear the name: one touch says who is meant. */
export function WhoIsMeant({ id, candidates }: { id: string; candidates: readonly { id: string; name: string }[] }) {
  const { t } = useWords()
  const again = useAgain()
  const say = useDo(whoIsThanked, { refresh: [listCompliments], done: () => void again() })
  if (candidates.length === 0) return null
  return (
    <Group gap="sm" role="group" aria-label={t('thanks.which')}>
      <span className={classes.quiet}>{t('thanks.which')}</span>
      {candidates.map(({ id: staffId, name }) => (
        <Button
          key={staffId}
          variant="default"
          loading={say.isPending && say.variables?.body.staffId === staffId}
          onClick={() => say.mutate({ params: { id }, body: { staffId } }, { onError: toastProblem })}
        >
          {name}
        </Button>
      ))}
      <Button
        variant="subtle"
        onClick={() => say.mutate({ params: { id }, body: { staffId: null } }, { onError: toastProblem })}
      >
        {t('thanks.none')}
      </Button>
    </Group>
  )
}
