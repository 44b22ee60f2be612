import { Button } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { ImportRun, previewImport } from '../../../contract/imports.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Import.module.css'
import { KeyExamples, OwnSource } from './KeyNotice.tsx'

type Notice = AnswerOf<typeof previewImport>['notices'][number]

/** What no single row can tell, before it goes in: names in each other's columns, values that everybody has. */
export function Notices({
  run,
  notices,
  swap,
}: {
  run: ImportRun
  notices: readonly Notice[]
  swap: (columns: readonly string[]) => void
}) {
  const { t, number } = useWords()
  return notices.map((notice) => (
    <div key={`${notice.because} ${notice.value}`} role="note" className={classes.notice}>
      <strong>{t(`import.notice-${notice.because}`)}</strong>
      <p>
        {t(`import.notice-${notice.because}-text`, {
          column: notice.columns[0] ?? '',
          other: notice.columns[1] ?? '',
          value: notice.value ?? '',
          n: number(notice.n),
          count: notice.n,
          keys: notice.of,
          of: number(notice.of),
        })}
      </p>
      {notice.examples.length > 0 && <KeyExamples notice={notice} />}
      {notice.because === 'key-of-another' && <OwnSource run={run} />}
      {notice.because === 'names-swapped' && (
        <Button
          variant="default"
          size="sm"
          h={44}
          leftSection={<IconArrowsExchange size={18} aria-hidden />}
          onClick={() => swap(notice.columns)}
        >
          {t('import.notice-swap')}
        </Button>
      )}
    </div>
  ))
}
