import { Button, Group } from '@mantine/core'
import { IconArrowRight, IconCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listImports } from '../../../contract/imports.ts'
import { listStaff, updateMe } from '../../../contract/network.ts'
import { listSources } from '../../../contract/signals.ts'
import { call } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { askMe, type Me, useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './FirstRun.module.css'

/**
 * What makes a house of a first test car: the real camera, the customers, the colleagues. It stands on the desk until each is there, or
 * until it is put away. Nothing of it is stored but who put it away: it stays so on whatever device they come back by.
 * @param fresh the first greeting was a moment ago
 */
export function WayOn({ fresh }: { fresh: boolean }) {
  const { t } = useWords()
  const { wayOnAway: away } = useMe()
  const queries = useQueryClient()
  const putAway = async (wayOnAway: boolean) => {
    await call(updateMe, { body: { wayOnAway } })
    queries.setQueryData(askMe.queryKey, (me: Me | undefined) => me && { ...me, wayOnAway })
  }
  const [imports, invite] = [useMay('imports.manage', null), useMay('staff.manage', null)]
  const sources = useAsk(listSources, { query: { door: 'gate' } }, { enabled: !away })
  const runs = useAsk(listImports, {}, { enabled: !away && imports })
  const staff = useAsk(listStaff, { query: {} }, { enabled: !away && invite })
  if (away || !sources.data || (imports && !runs.data) || (invite && !staff.data)) return null
  const cameras = sources.data.sources
  const every = [
    // The first run made one that takes plain JSON, to try with.
    {
      to: '/setup/cameras',
      word: 'cameras',
      mine: true,
      done: cameras.length > 1 || cameras.some(({ kind }) => kind !== 'json'),
    },
    { to: '/import', word: 'import', mine: imports, done: runs.data?.imports.some(({ state }) => state === 'done') },
    { to: '/setup/staff', word: 'staff', mine: invite, done: (staff.data?.staff.length ?? 0) > 1 },
  ] as const
  const steps = every.filter(({ mine }) => mine)
  if (steps.every(({ done }) => done)) return null
  const title = t(fresh ? 'start.first-done' : 'start.way-on')
  const close = () =>
    void putAway(true).then(() => undoable(t('start.way-on-away'), () => putAway(false)), toastProblem)
  return (
    <section className={`${classes.path} surface`} aria-label={title}>
      <h2>{title}</h2>
      <p className="dim">{t('start.first-done-text')}</p>
      <Group gap="sm" mt="md">
        {steps.map(({ to, word, done }) => (
          <Button
            key={to}
            component={Link}
            to={to}
            variant="default"
            {...(done
              ? { leftSection: <IconCheck size={18} aria-hidden /> }
              : { rightSection: <IconArrowRight size={18} aria-hidden /> })}
          >
            {t(`start.first-done-${word}`)}
            {done && <span className="sr-only"> {t('start.first-ok')}</span>}
          </Button>
        ))}
        <Button variant="subtle" onClick={close}>
          {t('start.way-on-close')}
        </Button>
      </Group>
    </section>
  )
}
