import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Holds PDFs against PDF/UA-1 and PDF/A-3a with veraPDF, all in one process; exit 1 where one is not as it should be.
 *
 * <p>An argument {@code -PDFUA_1} or {@code -PDFA_3_A} says that the file behind it breaks that standard on purpose, and only
 * that: if it is not refused for it, or is refused for the other, the validator does not see what it should.
 */
public final class Validate {
    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A);

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var right = arguments.length > 0;
        PDFAFlavour broken = null;
        for (var argument : arguments) {
            if (argument.startsWith("-")) {
                broken = PDFAFlavour.valueOf(argument.substring(1));
                continue;
            }
            for (var standard : STANDARDS) {
                right &= is(standard != broken, standard, Path.of(argument));
            }
            broken = null;
        }
        System.exit(right ? 0 : 1);
    }

    /** Whether the file complies, where that is expected, and does not where it is not. */
    private static boolean is(boolean expected, PDFAFlavour standard, Path file) throws Exception {
        try (var content = Files.newInputStream(file);
                var parser = Foundries.defaultInstance().createParser(content, standard);
                var validator = Foundries.defaultInstance().createValidator(standard, false)) {
            var result = validator.validate(parser);
            var said = result.isCompliant() ? (expected ? "complies" : "COMPLIES, and should not") : (expected ? "FAILS" : "is refused");
            System.out.printf("%s: %s %s (%d checks)%n", file, standard, said, result.getTotalAssertions());
            for (var clause : failed(result).entrySet()) {
                System.out.println("    " + clause.getKey() + clause.getValue());
            }
            return result.isCompliant() == expected;
        }
    }

    /** What is said of each rule that fails, with the first place. */
    private static Map<String, String> failed(ValidationResult result) {
        var failed = new TreeMap<String, String>();
        for (var assertion : result.getTestAssertions()) {
            var rule = assertion.getRuleId();
            var times = result.getFailedChecks().get(rule);
            failed.putIfAbsent(
                "clause " + rule.getClause() + ", test " + rule.getTestNumber() + ", " + times + " times: ",
                assertion.getMessage() + "\n        " + assertion.getLocation().getContext());
        }
        return failed;
    }
}
