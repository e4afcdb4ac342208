/** Char codes of the punctuation that the grammar asks for; they are the kinds of such tokens. */
export const SEMICOLON = 59;
export const COMMA = 44;
export const DOT = 46;
export const COLON = 58;
export const EQUALS = 61;
export const MINUS = 45;
export const PLUS = 43;
export const SLASH = 47;
export const OPEN_PARENTHESIS = 40;
export const CLOSE_PARENTHESIS = 41;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;
export const OPEN_BRACKET = 91;
export const CLOSE_BRACKET = 93;
export const OPEN_ANGLE = 60;
export const CLOSE_ANGLE = 62;
