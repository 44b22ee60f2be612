import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Playbook } from '../../../contract/playbook.ts'
import type { PlaybookFault } from '../../../contract/playbooks.ts'
import { Row } from '../../parts/Field.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import type { Draft } from './draft.ts'
import { Faults } from './Faults.tsx'
import classes from './Playbook.module.css'
import { useMomentWords } from './say.ts'

/** Compass and registers, open to be changed: every word of the moments is held against them. */
export function HeadForm({ draft, playbook }: { draft: Draft; playbook: Playbook }) {
  const { t } = useWords()
  const say = useMomentWords()
  const [compass, setCompass] = useState(playbook.compass)
  const [registers, setRegisters] = useState(playbook.registers)
  const [faults, setFaults] = useState<readonly PlaybookFault[]>([])
  const apply = async (): Promise<void> => {
    const found = await draft.change({ whole: 'compass', set: compass })
    setFaults(found)
    if (found.length === 0) toast(t('playbook.applied'))
  }
  const applyRegisters = async (): Promise<void> => {
    const found = await draft.change({ whole: 'registers', set: registers })
    setFaults(found)
    if (found.length === 0) toast(t('playbook.applied'))
  }
  return (
    <details className={`${classes.panel} surface`}>
      <summary className={classes.summary}>{t('playbook.head')}</summary>
      <Row>
        {playbook.languages.map((language) => (
          <Textarea
            key={language}
            label={t('playbook.compass-in', { language: say.language(language) })}
            autosize
            value={compass[language] ?? ''}
            onChange={(event) => setCompass({ ...compass, [language]: event.currentTarget.value })}
          />
        ))}
      </Row>
      <Button mt="sm" variant="default" onClick={() => void apply()}>
        {t('playbook.apply')} ({t('playbook.compass')})
      </Button>
      {Object.entries(registers).map(([register, { imposed, free }]) => (
        <fieldset key={register} className={classes.set}>
          <legend>{say.coded('register', register)}</legend>
          <Row>
            {playbook.languages.map((language) => (
              <div key={language}>
                <TextInput
                  label={`${t('playbook.imposed')} (${say.language(language)})`}
                  value={imposed[language] ?? ''}
                  onChange={(event) =>
                    setRegisters({
                      ...registers,
                      [register]: {
                        imposed: { ...imposed, [language]: event.currentTarget.value },
                        ...(free ? { free } : {}),
                      },
                    })
                  }
                />
                <TextInput
                  label={`${t('playbook.free')} (${say.language(language)})`}
                  value={free?.[language] ?? ''}
                  onChange={(event) =>
                    setRegisters({
                      ...registers,
                      [register]: { imposed, free: { ...free, [language]: event.currentTarget.value } },
                    })
                  }
                />
              </div>
            ))}
          </Row>
        </fieldset>
      ))}
      <Button mt="sm" variant="default" onClick={() => void applyRegisters()}>
        {t('playbook.apply')} ({t('playbook.registers')})
      </Button>
      <div role="alert">
        <Faults faults={faults} />
      </div>
    </details>
  )
}
