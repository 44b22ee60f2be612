import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import { noteInFile, readProduct } from '../../../contract/gate-file.ts'
import { useDo } from '../../ask.ts'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { type ProductPage, useUndo } from './deciding.ts'
import { useWorks } from './FileField.tsx'
import classes from './Gate.module.css'

/** The dated log: what happened, who decided, with the reasons of the day; the last decision can be taken back here. */
export function Log({ page }: { page: ProductPage }) {
  const { t, word, because } = useWords()
  const { events, file } = page
  const works = useWorks(page)
  const undo = useUndo()
  const [draft, setDraft] = useState<string | null>(null)
  const note = useDo(noteInFile, { refresh: [readProduct], done: () => setDraft(null) })
  return (
    <Section
      title={t('gate.log')}
      actions={
        works &&
        draft === null && (
          <Button size="compact-md" variant="default" onClick={() => setDraft('')}>
            {t('gate.note-add')}
          </Button>
        )
      }
    >
      {draft !== null && file && (
        <form
          className={classes.form}
          style={{ marginBottom: 16 }}
          onSubmit={(e) => {
            e.preventDefault()
            if (draft.trim()) note.mutate({ params: { id: file.id }, body: { text: draft } }, { onError: toastProblem })
          }}
        >
          <Textarea autoFocus label={t('gate.note')} value={draft} onChange={(e) => setDraft(e.currentTarget.value)} />
          <Group gap="sm">
            <Button type="submit" loading={note.isPending}>
              {t('shell.save')}
            </Button>
            <Button variant="default" onClick={() => setDraft(null)}>
              {t('shell.cancel')}
            </Button>
          </Group>
        </form>
      )}
      <ol className={`${classes.log} ${classes.panel} surface`} reversed>
        {events.map((event) => (
          <li key={event.id}>
            <span className={classes.head}>
              <strong data-undone={event.undone || undefined}>{word('gate.event', event.kind)}</strong>
              <span className="dim">
                <Time at={event.at} />
                {event.by && ` · ${t('gate.event-by', { name: event.by })}`}
                {event.undone && ` · ${t('gate.event-undone')}`}
              </span>
            </span>
            {event.text && <p className={classes.written}>{event.text}</p>}
            {event.because.map((why) => (
              <span key={why.code} className="dim">
                {because(why)}
              </span>
            ))}
            {event.mayUndo && (
              <span>
                <Button size="compact-md" variant="light" onClick={() => void undo(event.id).catch(toastProblem)}>
                  {t('gate.undo')}
                </Button>
              </span>
            )}
          </li>
        ))}
        {events.length === 0 && <li className="dim">{t('gate.column-none')}</li>}
      </ol>
    </Section>
  )
}
