//! What each theme gives each meaning. All of it is read by a test that knows the grounds and the palettes which a
//! theme is for.

use crate::app::ThemeName;
use ratatui::style::{Color, Modifier, Style};

/// How a meaning looks where there are 16 colours, 256, and all.
pub(super) type Tone = [Style; 3];

/// The meanings that a theme colours; the others are told by weight alone.
#[derive(Debug)]
pub(super) struct Table {
    /// What is written and what is behind it, where a theme does not leave that to the terminal.
    pub(super) ground: Tone,
    pub(super) muted: Tone,
    pub(super) focus: Tone,
    pub(super) done: Tone,
    /// A stop as a block.
    pub(super) stop: Tone,
    /// What says in words or by its sign that a stop stands.
    pub(super) alarm: Tone,
    pub(super) caution: Tone,
}

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
const REVERSED: Style = BOLD.add_modifier(Modifier::REVERSED);
/// The one pair that reads on every ground and in every palette of 16: it needs neither.
const WHITE_ON_RED: Style = BOLD.fg(Color::White).bg(Color::Red);
const WHITE_ON_DARK_RED: Style = BOLD.fg(Color::Indexed(231)).bg(Color::Indexed(88));
const WHITE_ON_BLACK: Style = PLAIN.fg(Color::White).bg(Color::Black);

pub(super) const fn of(theme: ThemeName) -> &'static Table {
    match theme {
        ThemeName::Dark => &DARK,
        ThemeName::Light => &LIGHT,
        ThemeName::HighContrast => &HIGH_CONTRAST,
        ThemeName::Monochrome => &MONOCHROME,
    }
}

/// For grounds from black to a dark grey. With 256 colours those of the 16 that meet the contrast: they are shorter.
const DARK: Table = Table {
    ground: [PLAIN; 3],
    muted: [PLAIN.fg(Color::Gray), PLAIN.fg(Color::Indexed(247)), PLAIN.fg(Color::Rgb(158, 166, 174))],
    focus: [BOLD.fg(Color::LightCyan), BOLD.fg(Color::LightCyan), BOLD.fg(Color::Rgb(95, 215, 235))],
    done: [PLAIN.fg(Color::LightGreen), PLAIN.fg(Color::LightGreen), PLAIN.fg(Color::Rgb(125, 210, 125))],
    stop: [WHITE_ON_RED, WHITE_ON_RED, BOLD.fg(Color::Rgb(255, 255, 255)).bg(Color::Rgb(190, 20, 30))],
    alarm: [WHITE_ON_RED, BOLD.fg(Color::Indexed(210)), BOLD.fg(Color::Rgb(255, 125, 120))],
    caution: [BOLD.fg(Color::LightYellow), BOLD.fg(Color::LightYellow), BOLD.fg(Color::Rgb(250, 205, 90))],
};

/// For grounds from white to a pale yellow. Of the 16 colours blue alone is dark enough everywhere, and only where it
/// is not bold, which many terminals take for light.
const LIGHT: Table = Table {
    ground: [PLAIN; 3],
    muted: [PLAIN, PLAIN.fg(Color::Indexed(241)), PLAIN.fg(Color::Rgb(90, 95, 102))],
    focus: [PLAIN.fg(Color::Blue), PLAIN.fg(Color::Blue), BOLD.fg(Color::Rgb(0, 75, 170))],
    done: [PLAIN, PLAIN.fg(Color::Indexed(22)), PLAIN.fg(Color::Rgb(0, 95, 40))],
    stop: [WHITE_ON_RED, WHITE_ON_RED, BOLD.fg(Color::Rgb(255, 255, 255)).bg(Color::Rgb(180, 10, 20))],
    alarm: [WHITE_ON_RED, BOLD.fg(Color::Indexed(124)), BOLD.fg(Color::Rgb(175, 0, 15))],
    caution: [BOLD.add_modifier(Modifier::UNDERLINED), BOLD.fg(Color::Indexed(94)), BOLD.fg(Color::Rgb(125, 75, 0))],
};

/// White on black whatever the terminal's own ground is, and nothing muted.
const HIGH_CONTRAST: Table = Table {
    ground: [WHITE_ON_BLACK, WHITE_ON_BLACK, PLAIN.fg(Color::Rgb(255, 255, 255)).bg(Color::Rgb(0, 0, 0))],
    muted: [PLAIN; 3],
    focus: [BOLD.fg(Color::LightCyan), BOLD.fg(Color::LightCyan), BOLD.fg(Color::Rgb(0, 255, 255))],
    done: [PLAIN.fg(Color::LightGreen), PLAIN.fg(Color::LightGreen), PLAIN.fg(Color::Rgb(80, 255, 80))],
    stop: [REVERSED, WHITE_ON_DARK_RED, WHITE_ON_DARK_RED],
    alarm: [REVERSED, WHITE_ON_DARK_RED, WHITE_ON_DARK_RED],
    caution: [BOLD.fg(Color::LightYellow), BOLD.fg(Color::LightYellow), BOLD.fg(Color::Rgb(255, 255, 0))],
};

/// By weight alone.
const MONOCHROME: Table = Table {
    ground: [PLAIN; 3],
    muted: [PLAIN; 3],
    focus: [BOLD; 3],
    done: [PLAIN; 3],
    stop: [REVERSED; 3],
    alarm: [REVERSED; 3],
    caution: [BOLD; 3],
};

#[cfg(test)]
mod tests {
    use crate::app::ThemeName;
    use crate::tui::theme::{Depth, Looks, Theme};
    use ratatui::style::{Color, Modifier, Style};

    type Rgb = (u8, u8, u8);

    /// What the usual terminals make of the 16 colours, by their numbers.
    const PALETTES: [(&str, [u32; 16]); 4] = [
        (
            "xterm",
            [
                0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f,
                0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
            ],
        ),
        (
            "VGA, the Linux console",
            [
                0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa, 0x55_5555,
                0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
            ],
        ),
        (
            "Windows before 2017",
            [
                0x00_0000, 0x80_0000, 0x00_8000, 0x80_8000, 0x00_0080, 0x80_0080, 0x00_8080, 0xc0_c0c0, 0x80_8080,
                0xff_0000, 0x00_ff00, 0xff_ff00, 0x00_00ff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
            ],
        ),
        (
            "Windows, Campbell",
            [
                0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xcc_cccc, 0x76_7676,
                0xe7_4856, 0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e, 0x61_d6d6, 0xf2_f2f2,
            ],
        ),
    ];

    /// The terminal's own grounds that a theme is for, and how far from them it is to be.
    fn aims(theme: ThemeName) -> (&'static [u32], f64) {
        match theme {
            ThemeName::Dark => (&[0x00_0000, 0x2e_3440], 4.5),
            ThemeName::Light => (&[0xff_ffff, 0xee_e8d5], 4.5),
            ThemeName::HighContrast => (&[], 7.0),
            ThemeName::Monochrome => (&[], 4.5),
        }
    }

    fn rgb(value: u32) -> Rgb {
        let [_, r, g, b] = value.to_be_bytes();
        (r, g, b)
    }

    fn is_of_16(color: Color) -> Option<usize> {
        use Color::{Black, Blue, Cyan, DarkGray, Gray, Green, LightBlue, LightCyan, LightGreen, LightMagenta};
        use Color::{LightRed, LightYellow, Magenta, Red, White, Yellow};
        let dark = [Black, Red, Green, Yellow, Blue, Magenta, Cyan, Gray];
        let light = [DarkGray, LightRed, LightGreen, LightYellow, LightBlue, LightMagenta, LightCyan, White];
        dark.into_iter().chain(light).position(|known| known == color)
    }

    /// Every colour that a terminal with a palette may show; of bold ones many show the light one.
    fn shown(color: Color, bold: bool, palette: &[u32; 16]) -> Vec<Rgb> {
        let side = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
        match color {
            Color::Reset => Vec::new(),
            Color::Rgb(r, g, b) => vec![(r, g, b)],
            Color::Indexed(n @ 16..232) => vec![(side((n - 16) / 36), side((n - 16) / 6 % 6), side((n - 16) % 6))],
            Color::Indexed(n @ 232..) => vec![(8 + 10 * (n - 232), 8 + 10 * (n - 232), 8 + 10 * (n - 232))],
            color => {
                let n = is_of_16(color).expect("one of the 16 by name");
                [n, n % 8 + 8].into_iter().take(1 + usize::from(bold)).map(|n| rgb(palette[n])).collect()
            }
        }
    }

    /// Of relative luminances, as WCAG 2 has it.
    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |(r, g, b)| 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The least contrast of a style where nothing is behind it but these grounds; none where it sets no colour.
    fn least(style: Style, grounds: &[u32], palette: &[u32; 16]) -> Option<f64> {
        let bold = style.add_modifier.contains(Modifier::BOLD);
        let written = shown(style.fg.unwrap_or_default(), bold, palette);
        let own = shown(style.bg.unwrap_or_default(), false, palette);
        let behind: Vec<Rgb> = if own.is_empty() { grounds.iter().copied().map(rgb).collect() } else { own };
        let pairs = written.iter().flat_map(|one| behind.iter().map(move |other| contrast(*one, *other)));
        pairs.min_by(f64::total_cmp)
    }

    #[test]
    fn every_pair_of_every_theme_at_every_depth_can_be_read() {
        let mut proved = 0;
        for theme in [ThemeName::Dark, ThemeName::Light, ThemeName::HighContrast, ThemeName::Monochrome] {
            for depth in [Depth::Sixteen, Depth::Cube, Depth::Rgb] {
                let Theme { title, muted, focus, done, stop, alarm, caution, key, ground, ascii: _ } =
                    Theme::new(Looks { theme, depth, ascii: false });
                let meanings = [title, muted, focus, done, stop, alarm, caution, key, Style::new()];
                let (grounds, aim) = aims(theme);
                for (style, (name, palette)) in meanings.into_iter().flat_map(|style| PALETTES.map(|of| (style, of))) {
                    let style = ground.patch(style);
                    assert!(style.fg.is_some() || style.bg.is_none(), "{theme:?} {style:?}");
                    assert!(theme != ThemeName::Monochrome || (style.fg, style.bg) == (None, None), "{style:?}");
                    if let Some(least) = least(style, grounds, &palette) {
                        assert!(least >= aim, "{theme:?} {depth:?} in {name}: {least:.2} of {style:?}");
                        proved += 1;
                    }
                }
            }
        }
        assert!(proved > 200, "{proved} pairs");
    }
}
