import type { useForm } from '@mantine/form'

/** What `useForm` gives. The package's own name for it is out of reach of our module resolution. */
export type FormOf<V extends object> = ReturnType<typeof useForm<V & Record<string, unknown>>>
