import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export interface WindowBounds extends Partial<Rectangle> {
  width: number
  height: number
  maximized: boolean
}

export const DEFAULT_BOUNDS: WindowBounds = { width: 1366, height: 768, maximized: false }

const saved = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(800).max(10_000),
  height: z.number().int().min(500).max(10_000),
  maximized: z.boolean(),
})

/** Where the window was last time, or the default when nothing usable is remembered or that screen is gone. */
export function readBounds(file: string, screens: readonly Rectangle[]): WindowBounds {
  try {
    const bounds = saved.parse(JSON.parse(readFileSync(file, 'utf8')))
    return screens.some((screen) => overlaps(bounds, screen)) ? bounds : DEFAULT_BOUNDS
  } catch {
    return DEFAULT_BOUNDS
  }
}

/** Remembers the place of the window; not worth an error when the disk refuses. */
export function writeBounds(file: string, bounds: Rectangle & { maximized: boolean }): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(bounds))
  } catch (error) {
    console.error(error)
  }
}

/** Enough of the title bar is on that screen to take hold of. */
function overlaps(window: Rectangle, screen: Rectangle): boolean {
  const visibleWidth = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  return visibleWidth >= 100 && window.y >= screen.y && window.y < screen.y + screen.height - 40
}
