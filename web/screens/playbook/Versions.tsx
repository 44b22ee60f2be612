import { Button, Group, Modal, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  listPlaybooks,
  type PlaybookVersion,
  playbookStanding,
  putPlaybookInForce,
  readMoment,
  readPlaybookVersion,
} from '../../../contract/playbooks.ts'
import { ProblemError } from '../../api.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Playbook.module.css'

interface VersionsProps {
  versions: readonly PlaybookVersion[]
  live: number | null
  manages: boolean
}

/** Every version, the newest first: open it, compare it, put it in force. */
export function Versions({ versions, live, manages }: VersionsProps) {
  const { t } = useWords()
  const [asked, ask] = useState<number | null>(null)
  return (
    <Section title={t('playbook.versions')} note={versions.length}>
      <ul className={`${classes.moments} surface`}>
        {versions.map((each) => (
          <li key={each.version} className={classes.moment}>
            <div>
              <h3 className={classes.name}>
                {t('playbook.version', { n: each.version })}
                <Tone tone={each.state === 'live' ? 'good' : 'calm'}>{t(`playbook.state-${each.state}`)}</Tone>
              </h3>
              <p className={classes.when}>
                {each.note && <>{each.note} · </>}
                <Time at={each.at} />
                {each.by && <> · {t('playbook.by', { name: each.by })}</>}
              </p>
            </div>
            <Group gap="xs">
              {manages && (
                <Button
                  variant="default"
                  size="sm"
                  component={Link}
                  to="/playbook/edit"
                  search={{ version: each.version } as never}
                  aria-label={`${t('playbook.open')} ${t('playbook.version', { n: each.version })}`}
                >
                  {t('playbook.open')}
                </Button>
              )}
              {live !== null && each.version !== live && (
                <Button
                  variant="default"
                  size="sm"
                  component={Link}
                  to="/playbook/compare"
                  search={{ a: live, b: each.version } as never}
                  aria-label={t('playbook.compare-with', { n: each.version })}
                >
                  {t('playbook.compare')}
                </Button>
              )}
              {manages && each.state !== 'live' && (
                <Button
                  size="sm"
                  onClick={() => ask(each.version)}
                  aria-label={t('playbook.force-of', { n: each.version })}
                >
                  {t('playbook.force')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {asked !== null && <Force version={asked} live={live} close={() => ask(null)} />}
    </Section>
  )
}

function Force({ version, live, close }: { version: number; live: number | null; close: () => void }) {
  const { t } = useWords()
  const [note, setNote] = useState('')
  const force = useDo(putPlaybookInForce, {
    refresh: [listPlaybooks, playbookStanding, readPlaybookVersion, readMoment],
    done: (answer) => {
      toast(t('playbook.forced', { n: answer.version }))
      close()
    },
  })
  // Somebody else's changes are not in this one: the second tap says that this is meant.
  const moved = force.error instanceof ProblemError && force.error.problem.code === 'playbook-moved'
  return (
    <Modal
      opened
      onClose={close}
      title={t('playbook.force-of', { n: version })}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          force.mutate({ params: { version }, body: { note, anyway: moved } })
        }}
      >
        <p className={classes.rules}>{t('playbook.force-text')}</p>
        <TextInput
          data-autofocus
          label={t('playbook.note')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <FormFooter
          submit={moved ? t('playbook.force-anyway') : t('playbook.force')}
          busy={force.isPending}
          error={force.error}
          onCancel={close}
        >
          {moved && live !== null && (
            <Button
              variant="default"
              component={Link}
              to="/playbook/compare"
              search={{ a: live, b: version } as never}
              aria-label={t('playbook.compare-with', { n: version })}
            >
              {t('playbook.compare')}
            </Button>
          )}
        </FormFooter>
      </form>
    </Modal>
  )
}
