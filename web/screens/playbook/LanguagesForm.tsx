import { Button, Group } from '@mantine/core'
import type { Playbook } from '../../../contract/playbook.ts'
import { undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import type { Draft } from './draft.ts'
import classes from './Playbook.module.css'
import { useMomentWords } from './say.ts'

/** The languages of the page: one is taken out of every text in a step. */
export function LanguagesForm({ draft, playbook }: { draft: Draft; playbook: Playbook }) {
  const { t } = useWords()
  const say = useMomentWords()
  const { languages } = playbook
  const takeOut = async (language: string): Promise<void> => {
    const before = draft.yaml
    const faults = await draft.change({ languages: languages.filter((each) => each !== language) })
    if (faults.length === 0)
      undoable(t('playbook.languages-gone', { language: say.language(language) }), () => draft.write(before))
  }
  return (
    <details className={`${classes.panel} surface`}>
      <summary className={classes.summary}>{t('playbook.languages')}</summary>
      {languages.length === 1 ? (
        <p className="dim">{t('playbook.languages-last', { language: say.language(languages[0]!) })}</p>
      ) : (
        <>
          <p className="dim">{t('playbook.languages-text')}</p>
          <Group gap="xs" my="sm">
            {languages.map((language) => (
              <Button key={language} variant="default" onClick={() => void takeOut(language)}>
                {t('playbook.languages-out', { language: say.language(language) })}
              </Button>
            ))}
          </Group>
          <p className="dim">{t('playbook.languages-more')}</p>
        </>
      )}
    </details>
  )
}
