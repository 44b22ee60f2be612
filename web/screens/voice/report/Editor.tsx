import { Button, Textarea } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { type Report, type ReportSection, readReport, writeReport } from '../../../../contract/report.ts'
import { useDo } from '../../../ask.ts'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { undoable } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Report.module.css'

interface EditorProps {
  report: Report
  part: ReportSection | 'comment'
  /** What the part is called, for who hears it. */
  title: string
}

/** Words of head office on a part of the report; anybody may read them, those who manage the voice write them. */
export function Editor({ report, part, title }: EditorProps) {
  const { t } = useWords()
  const text = part === 'comment' ? report.comment : (report.words[part] ?? '')
  const [typed, type] = useState<string | null>(null)
  const at = { params: { month: report.month }, query: report.siteId ? { site: report.siteId } : {} }
  const save = useDo(writeReport, { refresh: [readReport] })
  const body = (value: string) => (part === 'comment' ? { comment: value } : { words: { [part]: value } })
  if (typed !== null)
    return (
      <form
        className={classes.editing}
        onSubmit={(e) => {
          e.preventDefault()
          save.mutate(
            { ...at, body: body(typed) },
            {
              onSuccess: () => {
                type(null)
                undoable(t('report.saved'), () => save.mutateAsync({ ...at, body: body(text) }), part)
              },
            },
          )
        }}
      >
        <Textarea
          label={part === 'comment' ? t('report.comment') : t('report.editor-label', { part: title })}
          autosize
          minRows={3}
          maxLength={4000}
          autoFocus
          value={typed}
          onChange={(e) => type(e.currentTarget.value)}
        />
        <ErrorNote error={save.error} />
        <div className={classes.acts}>
          <Button type="submit" size="sm" mih={44} loading={save.isPending}>
            {t('shell.save')}
          </Button>
          <Button variant="default" size="sm" mih={44} onClick={() => type(null)}>
            {t('shell.cancel')}
          </Button>
        </div>
      </form>
    )
  return (
    <>
      {text && (
        <div className={classes.editor}>
          <p>{text}</p>
        </div>
      )}
      {report.mayWrite && report.state === 'draft' && (
        <div className={classes.acts} style={{ marginBottom: 10 }}>
          <Button
            className="flush"
            variant="subtle"
            size="sm"
            mih={44}
            leftSection={<IconPencil size={18} aria-hidden />}
            aria-label={`${t(text ? 'report.editor-edit' : 'report.editor-add')} · ${title}`}
            onClick={() => type(text)}
          >
            {t(text ? 'report.editor-edit' : 'report.editor-add')}
          </Button>
        </div>
      )}
    </>
  )
}
