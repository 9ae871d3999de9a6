import type { Plugin } from 'vite'

interface Replacement {
  /** End of the module's path. */
  module: string
  /** As the module writes it, once. */
  english: string
  chinese: string
}

const PICTURE_NAME =
  '...(icon.name === "close" ? { "aria-label": "关闭" } : icon.name === "close-circle" ? { "aria-label": "清除" } : { "aria-hidden": true })'

/**
 * What the component library says in English to those who hear the window, and gives no setting for. A picture is named
 * only where it stands alone in a button; elsewhere the words beside it say enough.
 */
export const ENGLISH_NAMES: readonly Replacement[] = [
  { module: '@ant-design/icons/es/components/AntdIcon.js', english: '"aria-label": icon.name', chinese: PICTURE_NAME },
  {
    module: '@ant-design/icons/es/components/AntdIconLight.js',
    english: '"aria-label": icon.name',
    chinese: PICTURE_NAME,
  },
  { module: '@rc-component/input-number/es/StepHandler.js', english: "'Increase Value'", chinese: "'增加'" },
  { module: '@rc-component/input-number/es/StepHandler.js', english: "'Decrease Value'", chinese: "'减少'" },
  {
    module: 'antd/es/splitter/SplitBar.js',
    english: '"aria-label": "Toggle start panel"',
    chinese: '"aria-label": "收起或展开左侧"',
  },
  {
    module: 'antd/es/splitter/SplitBar.js',
    english: '"aria-label": "Toggle end panel"',
    chinese: '"aria-label": "收起或展开右侧"',
  },
  { module: 'antd/es/table/hooks/useSelection.js', english: "'Select all'", chinese: "'全选'" },
]

/** Puts the Chinese in. A library that no longer has the English words stops the build: somebody must look again. */
export function chineseNames(): Plugin {
  return {
    name: 'chinese-names',
    transform(code, id) {
      const own = ENGLISH_NAMES.filter(({ module }) => id.replaceAll('\\', '/').endsWith(`/node_modules/${module}`))
      if (own.length === 0) return null
      return { code: own.reduce(replaceOnce, code), map: null }
    },
  }
}

/** Errors: when the words are not there exactly once. */
export function replaceOnce(code: string, { module, english, chinese }: Replacement): string {
  const [before, after, more] = code.split(english)
  if (before === undefined || after === undefined || more !== undefined) {
    throw new Error(`${module}: expected once ${english}`)
  }
  return before + chinese + after
}
