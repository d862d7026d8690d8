// Validates PDF files with veraPDF: each against PDF/UA-1 and against the PDF/A that it says it is.
//
// One line a file and profile, TAP; below a failure, each rule that was broken and where.

import java.io.FileInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

final class Validate {
	private static int n;
	private static boolean failed;

	public static void main(String[] files) throws Exception {
		Logger.getLogger("").setLevel(Level.OFF);
		VeraGreenfieldFoundryProvider.initialise();
		for (String file : files) {
			PDFAFlavour archive;
			try (PDFAParser parser = open(file, PDFAFlavour.NO_FLAVOUR)) {
				archive = parser.getFlavour();
			}
			check(file, PDFAFlavour.PDFUA_1);
			check(file, archive);
		}
		System.out.println("1.." + n);
		System.exit(failed ? 1 : 0);
	}

	private static PDFAParser open(String file, PDFAFlavour flavour) throws Exception {
		return Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
	}

	private static void check(String file, PDFAFlavour flavour) throws Exception {
		String wanted = flavour == PDFAFlavour.PDFUA_1 ? "ua1" : flavour.getId();
		boolean level = wanted.equals("ua1") || wanted.equals("2a") || wanted.equals("3a");

		try (PDFAParser parser = open(file, flavour);
				PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
			ValidationResult result = validator.validate(parser);
			boolean ok = level && result.isCompliant();

			failed |= !ok;
			System.out.println((ok ? "ok " : "not ok ") + ++n + " - " + file + " is " + wanted + " ("
					+ result.getTotalAssertions() + " assertions)");
			if (!ok)
				explain(result.getTestAssertions());
		}
	}

	private static void explain(List<TestAssertion> assertions) {
		Map<String, Integer> times = new TreeMap<>();

		for (TestAssertion assertion : assertions)
			if (assertion.getStatus() == TestAssertion.Status.FAILED)
				times.merge(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + ": "
						+ assertion.getMessage() + " at " + assertion.getLocation().getContext(), 1, Integer::sum);
		times.entrySet().stream().limit(20).forEach(entry -> System.out.println("# " + entry.getKey()));
	}
}
