import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/*
 * Contrast against the ground it stands on (WCAG 2.2 AA asks 4.5 for text, 3 for shapes), computed with the WCAG formula:
 * ink on paper 14.2, muted on paper 5.9, white on kaki 5.0, kaki on paper 4.7; in the dark: ink 15.2, muted 7.1 on a card,
 * kaki 6.6 on a card, ink on kaki 7.2; good, wait and bad are at least 5.1 on their own tint.
 */
const ink: MantineColorsTuple = [
  '#f6f1ea',
  '#ece4d9',
  '#e0d5c7',
  '#d6c9b8',
  '#cbbcaa',
  '#9a8b7c',
  '#6a5d52',
  '#3a312b',
  '#2b2420',
  '#1b1714',
]
const gray: MantineColorsTuple = [
  '#faf6ef',
  '#f2ebe0',
  '#e6dccd',
  '#d6c9b8',
  '#c9bba8',
  '#a89a8a',
  '#8d7f71',
  '#6a5d52',
  '#3a312b',
  '#2b2420',
]
/** The colour of a ripe persimmon: only for what asks for a hand now. */
const kaki: MantineColorsTuple = [
  '#fff1e8',
  '#fde0cf',
  '#f9c0a0',
  '#f5a375',
  '#f28a4f',
  '#ea6f30',
  '#d9571d',
  '#c24513',
  '#a83a0f',
  '#872d0a',
]
const leaf: MantineColorsTuple = [
  '#eef5ec',
  '#dcebd9',
  '#bcd8b8',
  '#9cc59a',
  '#7cc08f',
  '#569a68',
  '#3f8053',
  '#2f6b45',
  '#245537',
  '#1a4029',
]
const brick: MantineColorsTuple = [
  '#fbeceb',
  '#f6d8d6',
  '#efb5b1',
  '#ee9f99',
  '#f0918a',
  '#d0605b',
  '#b83f3c',
  '#a52a2a',
  '#8a2020',
  '#6d1717',
]
const dark: MantineColorsTuple = [
  '#f3ece2',
  '#d9cdbf',
  '#b8aa9b',
  '#95877a',
  '#574c43',
  '#463c35',
  '#362e29',
  '#25201c',
  '#1b1714',
  '#120f0d',
]

/** Filled controls are dark by day and light by night, so what is written on them turns too. */
const onFill: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  return input.variant === 'filled' ? { ...colors, color: 'var(--ok-on-fill)' } : colors
}

export const theme = createTheme({
  variantColorResolver: onFill,
  colors: { ink, kaki, leaf, brick, dark, gray },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 4 },
  white: '#fffdf9',
  black: '#2b2420',
  fontFamily: "'Figtree Variable', 'Segoe UI', system-ui, sans-serif",
  headings: { fontFamily: "'Figtree Variable', 'Segoe UI', system-ui, sans-serif", fontWeight: '650' },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '8px', md: '12px', lg: '18px', xl: '28px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autosize: true, minRows: 2 } },
    Select: { defaultProps: { size: 'md', checkIconPosition: 'right', allowDeselect: false } },
    MultiSelect: { defaultProps: { size: 'md' } },
    TagsInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    DateInput: { defaultProps: { size: 'md' } },
    DateTimePicker: { defaultProps: { size: 'md' } },
    TimeInput: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { iconColor: 'var(--ok-on-fill)' } },
    Radio: { defaultProps: { iconColor: 'var(--ok-on-fill)' } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle' } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.45, blur: 2 } } },
    Paper: { defaultProps: { radius: 'lg', p: 'lg' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 350, events: { hover: true, focus: true, touch: true } } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
})

/** Ground, ink and the three tones, by light and by dark; `theme.css` and the parts read only these. */
export const resolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf6ef',
    '--mantine-color-text': '#2b2420',
    '--mantine-color-dimmed': '#6a5d52',
    '--mantine-color-placeholder': '#76695d',
    '--mantine-color-error': '#a52a2a',
    '--mantine-color-anchor': '#3a312b',
    '--mantine-color-default-border': '#d6c9b8',
    '--mantine-primary-color-contrast': '#fffdf9',
    '--ok-on-fill': '#fffdf9',
    '--ok-surface': '#fffdf9',
    '--ok-sunk': '#f2ebe0',
    '--ok-line': '#e6dccd',
    '--ok-edge': '#8d7f71',
    '--ok-kaki': '#c24513',
    '--ok-kaki-ground': '#fff1e8',
    '--ok-kaki-line': '#f0b795',
    '--ok-good': '#2f6b45',
    '--ok-good-ground': '#e9f1e6',
    '--ok-wait': '#815300',
    '--ok-wait-ground': '#faeed4',
    '--ok-bad': '#a52a2a',
    '--ok-bad-ground': '#fbeceb',
    '--ok-shadow': '0 1px 2px rgb(58 40 24 / 6%), 0 8px 24px rgb(58 40 24 / 6%)',
  },
  dark: {
    '--mantine-color-body': '#1b1714',
    '--mantine-color-text': '#f3ece2',
    '--mantine-color-dimmed': '#b8aa9b',
    '--mantine-color-placeholder': '#a5978a',
    '--mantine-color-error': '#f0918a',
    '--mantine-color-anchor': '#f3ece2',
    '--mantine-color-default-border': '#463c35',
    // What is chosen or offered softly is lighter than its ground by night: Mantine makes it darker.
    '--mantine-color-ink-light': '#463c35',
    '--mantine-color-ink-light-hover': '#574c43',
    '--mantine-color-ink-light-color': '#f3ece2',
    '--mantine-primary-color-contrast': '#241407',
    '--ok-on-fill': '#241407',
    '--ok-surface': '#25201c',
    '--ok-sunk': '#14110f',
    '--ok-line': '#362e29',
    '--ok-edge': '#8d7f71',
    '--ok-kaki': '#f28a4f',
    '--ok-kaki-ground': '#3a2418',
    '--ok-kaki-line': '#7a4526',
    '--ok-good': '#7cc08f',
    '--ok-good-ground': '#1f2d22',
    '--ok-wait': '#e2b25a',
    '--ok-wait-ground': '#332812',
    '--ok-bad': '#f0918a',
    '--ok-bad-ground': '#3a1f1d',
    '--ok-shadow': '0 1px 2px rgb(0 0 0 / 40%)',
  },
})
