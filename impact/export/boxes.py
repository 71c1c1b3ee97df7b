"""Places on a slide."""

from dataclasses import dataclass

from pptx.util import Emu


@dataclass(frozen=True)
class Box:
    """A place on a slide. [EMU]"""

    left: int
    top: int
    width: int
    height: int

    @property
    def ends(self) -> tuple[Emu, Emu, Emu, Emu]:
        """The same as the slide program counts."""
        return Emu(self.left), Emu(self.top), Emu(self.width), Emu(self.height)

    def tall(self, height: int) -> "Box":
        """The same place in another height."""
        return Box(self.left, self.top, self.width, height)

    def parted(self, share: float) -> tuple["Box", "Box"]:
        """Its upper part, and the rest."""
        at = max(0, min(int(self.height * share), self.height))
        return self.tall(at), Box(self.left, self.top + at, self.width, self.height - at)

    def halves(self) -> tuple["Box", "Box"]:
        """Left and right."""
        half = self.width // 2
        return Box(self.left, self.top, half, self.height), Box(self.left + half, self.top, self.width - half, self.height)
